import type { UploadSnapshot } from '../transfer/file-upload.ts';
import { percentOf } from './row-view.ts';

/**
 * A text for people who do not see the progress bar, and the quarters announced by then. The text is absent when there
 * is no news.
 */
export interface Announcement {
  readonly text: string | undefined;
  /** The quarters of the file that were announced; 4 is its end. */
  readonly said: number;
}

/** Announces each quarter once, and the end once, good or bad; `said` holds the earlier announcements, 0 at first. */
export function announcement(filename: string, upload: UploadSnapshot, said: number): Announcement {
  if (upload.phase === 'complete' || upload.failure !== undefined) {
    const end = upload.failure === undefined ? ' is uploaded.' : `: ${upload.failure}`;
    return { text: said === 4 ? undefined : filename + end, said: 4 };
  }
  // "Try again" after an end begins the quarters anew.
  const quarter = Math.max(said % 4, Math.floor((percentOf(upload) ?? 0) / 25));
  return { text: quarter > said ? `${filename}: ${quarter * 25} % sent.` : undefined, said: quarter };
}
