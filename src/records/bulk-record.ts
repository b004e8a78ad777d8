import type { Message } from '../messages/message.ts';
import type { Person } from './review-record.ts';
import type { IndexFilter } from './submission-index.ts';

/** A decision about a submission, as a record keeps it. */
export type DecisionRecord =
  | { readonly kind: 'state'; readonly state: string; readonly message?: string; readonly note?: string }
  | { readonly kind: 'assignee'; readonly assignee: Person | null; readonly note?: string }
  | { readonly kind: 'label-added' | 'label-removed'; readonly label: string; readonly note?: string }
  | { readonly kind: 'note'; readonly note: string };

/** Where the submissions of a bulk decision come from. */
export type BulkSource =
  | { readonly kind: 'selection' }
  /** All that match a filter, with the query of the page that showed them. */
  | { readonly kind: 'filter'; readonly query: string; readonly filter: IndexFilter }
  /** Those that an earlier bulk decision has changed. */
  | { readonly kind: 'undo'; readonly of: string };

/**
 * The standing of a bulk decision. `stopped` is an end among the changes, by a person or a lost right; `cancelled` and
 * `refused` are ends before the first change.
 */
export type BulkPhase = 'listing' | 'waiting' | 'running' | 'done' | 'stopped' | 'cancelled' | 'refused';

/** One decision about many submissions. */
export interface BulkRecord {
  readonly id: string;
  readonly form: string;
  readonly actor: Person;
  readonly decision: DecisionRecord;
  readonly from: BulkSource;
  /** The number of submissions that the reviewer saw; another one is refused. */
  readonly expected?: number;
  /** True when a person looks at the number before the first change. */
  readonly asksFirst?: boolean;
  readonly phase: BulkPhase;
  /** The submissions of its list, and the pages of it, once the list is complete. */
  readonly total?: number;
  readonly pages?: number;
  /** The submissions that it has changed, that were so already, and that it could not change. */
  readonly done: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** The reason of an end before the whole list was carried out. */
  readonly reason?: Message;
  /** The bulk decision that undoes this one. */
  readonly undoneBy?: string;
  /** The time at which the record goes. The histories of the submissions keep what was decided. */
  readonly expiresAt: string;
}

/** A submission on the list, with the version of its review that the decision is about. */
export interface BulkEntry {
  readonly id: string;
  readonly version: number;
  readonly number?: number;
}

export type BulkOutcome = 'done' | 'unchanged' | 'failed';

/** A part of the list, which stays as the first worker has written it. */
export interface BulkPage {
  readonly entries: readonly BulkEntry[];
  /** The place in the source at which the next page begins; `null` on the last. */
  readonly next: string | null;
  /** The outcome of each entry, once all are carried out. */
  readonly outcomes?: readonly BulkOutcome[];
}

/** A submission that a bulk decision could not change. */
export interface BulkFailure {
  readonly id: string;
  readonly number?: number;
  readonly reason: Message;
}
