import type { UploadSnapshot } from '../transfer/file-upload.ts';
import type { Phrases } from './phrases.ts';
import { failureText, percentOf } from './row-view.ts';

/**
 * A text for people who do not see the progress bar, and the quarters announced by then. The text is absent when there
 * is no news.
 */
export interface Announcement {
  readonly text: string | undefined;
  /** The quarters of the file that were announced; 4 is its end, and -1 stands before its start. */
  readonly said: number;
}

/** The state before the first announcement. */
export const nothingSaid = -1;

/** Announces the start, each quarter once, and the end once, good or bad; `said` holds the earlier announcements. */
export function announcement(name: string, upload: UploadSnapshot, said: number, phrases: Phrases): Announcement {
  if (upload.phase === 'complete') {
    return { text: said === 4 ? undefined : phrases.say('saidComplete', { name }), said: 4 };
  }
  if (upload.failure !== undefined) {
    const reason = failureText(upload.failure, phrases);
    return { text: said === 4 ? undefined : phrases.say('saidFailure', { name, reason }), said: 4 };
  }
  if (said === nothingSaid) return { text: phrases.say('saidStarted', { name }), said: 0 };
  // "Try again" after an end begins the quarters anew.
  const quarter = Math.max(said % 4, Math.floor((percentOf(upload) ?? 0) / 25));
  const percent = phrases.percent(quarter * 25);
  return { text: quarter > said ? phrases.say('saidPercent', { name, percent }) : undefined, said: quarter };
}
