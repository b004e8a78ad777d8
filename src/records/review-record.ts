import type { FieldValue } from './submission-records.ts';

/** A user as a record names one: by id, and by the name of that time. */
export interface Person {
  readonly id: string;
  readonly username: string;
}

/** What the table of submissions shows of a submission besides its review. It never changes, as its submission, but for its pictures. */
export interface SubmissionLine {
  readonly id: string;
  readonly number: number;
  readonly form: string;
  readonly formVersion?: string;
  readonly submittedAt: string;
  readonly submitter: Person;
  readonly title: string;
  /** The values of the form's columns, long texts cut. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly files: { readonly count: number; readonly totalBytes: number; readonly first: readonly LineFile[] };
}

/** A file in a line. */
export interface LineFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  /** A WebP of at most 64 × 64 pixels, as Base64. */
  readonly picture?: string;
}

/**
 * The `indexVersion` of a review whose entries follow two declarations. It is so while a job replaces them, and after a
 * decision by another declaration than theirs. The next job indexes the submission anew.
 */
export const betweenIndexes = 'between';

/** How far the review of a submission is, with what the table of submissions shows of it. */
export interface ReviewRecord {
  /** The number of its events. Every change raises it by one. */
  readonly version: number;
  /** The hash of its last event. */
  readonly head: string;
  readonly state: string;
  readonly assignee: Person | null;
  readonly labels: readonly string[];
  readonly updatedAt: string;
  /** The last message to the submitter. */
  readonly message?: string;
  /** The id of the submission that replaced this one. */
  readonly supersededBy?: string;
  readonly line: SubmissionLine;
  /** Rises with each change of the line alone; absent before the first. */
  readonly lineVersion?: number;
  /** The version of the form's index that its entries have; see `indexVersionOf`. */
  readonly indexVersion: string;
}

/** One change of a review, or what reviewers and submitter said about it. Events form a chain: each has the hash of the last. */
export interface ReviewEvent {
  /** The place in the history, from 1. */
  readonly n: number;
  readonly at: string;
  /** The user who acted; `null` for the app itself. */
  readonly actor: Person | null;
  readonly kind: string;
  /** The values before and after, for a change. */
  readonly from?: unknown;
  readonly to?: unknown;
  /** Words for reviewers only. */
  readonly note?: string;
  /** Words for the submitter. */
  readonly message?: string;
  /** The bulk decision that made the change, for one of many. */
  readonly job?: string;
  /** The place of the event that this one takes back. */
  readonly undoes?: number;
  /** The hash of the event before; of the first, an empty text. */
  readonly previous: string;
  /** The hash of all other members; see `hashEvent`. */
  readonly hash: string;
}
