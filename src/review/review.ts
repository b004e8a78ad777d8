import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import type { Write } from '../records/item.ts';
import { betweenIndexes, type ReviewEvent, type ReviewRecord } from '../records/review-record.ts';
import type { ReviewChange } from '../records/review-records.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { hashOf } from '../values/hash.ts';
import { appendEvent, type NewEvent } from './history.ts';
import { indexVersionOf, lastingEntries, reviewEntries } from './index-entries.ts';
import { lineOf } from './line.ts';

/** The parts of a review that a change may set. */
export type ReviewValues = Partial<Pick<ReviewRecord, 'state' | 'assignee' | 'labels' | 'message' | 'supersededBy'>>;

/** The review with which the history of a submission begins, and the first event. */
export interface FirstReview {
  readonly review: ReviewRecord;
  readonly event: ReviewEvent;
}

/**
 * Returns the review with which a submission begins. It follows from the submission alone, so that a page can show it
 * before a job has stored it. The first event holds the hash of the whole submission: the history proves what was sent.
 */
export function firstReview(form: Form, submission: SubmissionRecord): FirstReview {
  const { submittedAt: at, submitter: actor } = submission;
  const [{ name: state }] = form.review.states;
  const event = appendEvent(undefined, { at, actor, kind: 'received', to: hashOf(canonicalJson(proofOf(submission))) });
  const review: ReviewRecord = {
    ...{ version: event.n, head: event.hash, state, assignee: null, labels: [], updatedAt: at },
    ...{ line: lineOf(form, submission), indexVersion: indexVersionOf(form) },
  };
  return { review, event };
}

/**
 * Begins the review of a submission and takes it into the index, unless that has happened. Returns `undefined` for a
 * submission that was deleted meanwhile.
 */
export async function beginReview(
  { records }: Pick<Ports, 'records'>,
  form: Form,
  submission: SubmissionRecord,
): Promise<ReviewRecord | undefined> {
  const existing = await records.reviews.find(submission.id);
  if (existing) return existing;
  const { review, event } = firstReview(form, submission);
  const lasting = lastingEntries(form, submission);
  const put = reviewEntries(form, submission, review);
  for (;;) {
    const noted = await records.reviews.addEntries(form, submission, lasting);
    if (!noted) return records.reviews.find(submission.id);
    // A worker that died may have written entries by another declaration: a job indexes the submission anew.
    const after = noted.length > lasting.length ? { ...review, indexVersion: betweenIndexes } : review;
    const entries = [...noted, ...put];
    const change = { submission, form, before: undefined, after, event, put, entries, noted, remove: [] };
    if (await records.reviews.change(change)) return after;
    const begun = await records.reviews.find(submission.id);
    if (begun) return begun;
    if (await records.submissions.find(submission.id)) continue;
    await records.deletions.removeEntries({ form, submission, entries });
    return undefined;
  }
}

/** The submission whose review changes, as it was before. */
export interface Reviewed {
  readonly form: Form;
  readonly submission: SubmissionRecord;
  readonly before: ReviewRecord;
}

/**
 * Changes a review with an event. Returns the new review; `undefined` when another change came since `before`. A job that
 * has indexed the form anew meanwhile, or made previews, is none.
 *
 * @param values what becomes different; nothing for an event that only tells something
 * @param alongside writes that are made with the event or not at all
 */
export async function changeReview(
  { records }: Pick<Ports, 'records'>,
  reviewed: Reviewed,
  event: NewEvent,
  values: ReviewValues = {},
  alongside: readonly Write[] = [],
): Promise<ReviewRecord | undefined> {
  let { before } = reviewed;
  for (;;) {
    const change = planReviewChange({ ...reviewed, before }, event, values);
    if (await records.reviews.change({ ...change, alongside })) return change.after;
    const now = await records.reviews.find(reviewed.submission.id);
    const isOther = now?.indexVersion !== before.indexVersion || now.lineVersion !== before.lineVersion;
    if (now?.version !== before.version || !isOther) return undefined;
    before = now;
  }
}

/** Returns the change that an event makes, for a transaction that has more to write. */
export function planReviewChange(
  { form, submission, before }: Reviewed,
  event: NewEvent,
  values: ReviewValues,
): ReviewChange {
  const placed: ReviewEvent = appendEvent(before, event);
  const { message: earlier, ...rest } = before;
  const isMoved = values.state !== undefined || values.assignee !== undefined || values.labels !== undefined;
  const after = {
    ...rest,
    // A message belongs to the state with which it was written.
    ...(values.state === undefined && earlier !== undefined && { message: earlier }),
    ...values,
    ...{ version: placed.n, head: placed.hash, updatedAt: event.at },
    ...(isMoved && before.indexVersion !== indexVersionOf(form) && { indexVersion: betweenIndexes }),
  };
  return {
    ...{ submission, form, before, after, event: placed },
    put: isMoved ? reviewEntries(form, submission, after) : [],
    remove: isMoved ? reviewEntries(form, submission, before) : [],
  };
}

/** Returns the part of a submission that never changes: the checksums of its files may follow. */
function proofOf({ files, ...submission }: SubmissionRecord) {
  const proven = Object.entries(files).map(([field, list]) => [field, list.map(({ crc32: _crc32, ...file }) => file)]);
  return { ...submission, files: Object.fromEntries(proven) };
}
