import type { ReviewEvent } from '../records/review-record.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { hashOf } from '../values/hash.ts';

/** An event before it has a place in a history. */
export type NewEvent = Omit<ReviewEvent, 'n' | 'previous' | 'hash'>;

/** The end of a history: the number of its events, and the hash of the last. */
export interface HistoryEnd {
  readonly version: number;
  readonly head: string;
}

/** Returns an event as the next one of a history; `undefined` begins a history. */
export function appendEvent(end: HistoryEnd | undefined, event: NewEvent): ReviewEvent {
  const placed = { ...event, n: (end?.version ?? 0) + 1, previous: end?.head ?? '' };
  return { ...placed, hash: hashEvent(placed) };
}

/** Returns the SHA-256 of an event without its own hash, as canonical JSON, in base64url. */
export function hashEvent(event: Omit<ReviewEvent, 'hash'>): string {
  return hashOf(canonicalJson(event));
}

/**
 * Returns the number of the first event that was changed or does not follow from the one before. `undefined` stands for
 * a history as the app wrote it.
 * @param events all events of a submission, the first one first
 */
export function findBreak(events: readonly ReviewEvent[]): number | undefined {
  let end: HistoryEnd = { version: 0, head: '' };
  for (const { hash, ...event } of events) {
    if (event.n !== end.version + 1 || event.previous !== end.head || hashEvent(event) !== hash) return end.version + 1;
    end = { version: event.n, head: hash };
  }
  return undefined;
}
