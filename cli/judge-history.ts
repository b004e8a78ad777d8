import type { ReviewEvent } from '../src/records/review-record.ts';
import { findBreak, hashEvent } from '../src/review/history.ts';

/** The verdict on a downloaded history. */
export interface HistoryVerdict {
  readonly isIntact: boolean;
  readonly sentence: string;
}

/**
 * Checks a downloaded history, one event a line, and says in words what is wrong.
 *
 * @param expectedHead the hash of the last event, as the review or an earlier download has it; without it, events that
 *   are cut off at the end cannot be missed
 */
export function judgeHistory(text: string, expectedHead?: string): HistoryVerdict {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const events: ReviewEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const event = readEvent(line);
    if (event === undefined) return broken(`Line ${index + 1} is no event of a history.`);
    events.push(event);
  }
  const last = events.at(-1);
  if (last === undefined) return broken('The file has no events.');
  const [first] = events;
  if (first?.kind === 'deleted' && events.length === 1) return judgeEnd(first, expectedHead);
  const broke = findBreak(events);
  if (broke !== undefined) return broken(explainBreak(events, broke));
  if (expectedHead !== undefined && last.hash !== expectedHead) return broken(explainEnd(events, expectedHead));
  return { isIntact: true, sentence: `The history is intact: ${events.length} events. The last hash is ${last.hash}.` };
}

/** Judges the last event of a deleted submission, which stays when all others are gone. */
function judgeEnd({ hash, ...event }: ReviewEvent, expectedHead?: string): HistoryVerdict {
  if (hashEvent(event) !== hash)
    return broken('The event of the deletion was changed: its hash is not that of its content.');
  if (expectedHead !== undefined && expectedHead !== event.previous && expectedHead !== hash)
    return broken('The deletion does not follow from the expected head: the history is another one.');
  const { actor, at, note, n, previous } = event;
  const why = actor === null ? 'since its form keeps it no longer' : `by ${actor.username} (${note})`;
  const sentence = `The submission was deleted on ${at} ${why}. Its history had ${n - 1} ${n === 2 ? 'event' : 'events'}; the last hash was ${previous}.`;
  return { isIntact: true, sentence };
}

function readEvent(line: string): ReviewEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent = typeof value === 'object' && value !== null && 'n' in value && 'hash' in value;
    // Its hash proves the other members.
    return isEvent ? (value as ReviewEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** Says why the event at a place does not follow from the one before. */
function explainBreak(events: readonly ReviewEvent[], place: number): string {
  const event = events[place - 1];
  if (event === undefined) return `Event ${place} is missing.`;
  const { hash, ...content } = event;
  if (hashEvent(content) !== hash) return `Event ${place} was changed: its hash is not that of its content.`;
  const isLater = events.slice(place).some(({ n }) => n === place);
  if (event.n > place) return isLater ? `The events from ${place} on are out of order.` : `Event ${place} was removed.`;
  if (event.n < place) return `An event was inserted or moved: a second event ${event.n} stands at place ${place}.`;
  return `Event ${place} does not follow from the one before: an event was inserted or replaced.`;
}

function explainEnd(events: readonly ReviewEvent[], expectedHead: string): string {
  const known = events.find(({ hash }) => hash === expectedHead);
  if (known) return `The history goes on after the expected head, which is the hash of event ${known.n}.`;
  return `The history ends with event ${events.length}, which has not the expected head: later events were cut off, or the history is another one.`;
}

const broken = (sentence: string): HistoryVerdict => ({ isIntact: false, sentence });
