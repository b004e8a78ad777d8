import { isUnchanged } from './condition.ts';
import { counterWrites, type EntryPlace, indexWrites } from './index-items.ts';
import { type Condition, type ItemKey, isNew, type Write } from './item.ts';
import { jobWrite } from './job-records.ts';
import type { ReviewRecord } from './review-record.ts';
import type { ReviewChange } from './review-records.ts';
import { submissionKey } from './submission-lists.ts';

/** Returns the writes of a change, for a transaction that has more to write. */
export function reviewWrites(change: ReviewChange): Write[] {
  const { submission, form, before, after, event, put, entries, noted, remove, jobs = [], alongside = [] } = change;
  const { id } = submission;
  return [
    { put: { ...after, ...reviewKey(id) }, onlyIf: before ? isAt(before) : isNew },
    { put: { ...event, ...eventKey(id, event.n) }, onlyIf: isNew },
    // A submission that was deleted meanwhile gets no review.
    ...(before ? [] : [{ check: submissionKey(id), onlyIf: exists }]),
    ...(entries ? [entriesWrite(id, entries, noted && isUnchanged({ entries: noted }, ['entries']))] : []),
    ...indexWrites(form, submission, { put, remove }),
    ...counterWrites(form, id, { from: before?.state, to: after.state, at: event.at }),
    ...jobs.map(jobWrite),
    ...alongside,
  ];
}

/** Returns the write that notes which entries the index has of a submission. */
export function entriesWrite(submissionId: string, entries: readonly EntryPlace[], onlyIf?: Condition) {
  const put = { ...entriesKey(submissionId), entries: entries.map(toPlace) };
  return { put, ...(onlyIf && { onlyIf }) } satisfies Write;
}

const toPlace = ({ list, place }: EntryPlace): EntryPlace => ({ list, ...(place !== undefined && { place }) });

const exists: Condition = { expression: 'attribute_exists(#pk)' };

/** The condition that no other change came since a review was read, of its line alone neither. */
export const isAt = (review: ReviewRecord): Condition =>
  isUnchanged(review, ['version', 'indexVersion', 'lineVersion']);

export const reviewKey = (submissionId: string): ItemKey => ({ pk: `SUBMISSION#${submissionId}`, sk: 'REVIEW' });
export const entriesKey = (submissionId: string): ItemKey => ({ pk: `SUBMISSION#${submissionId}`, sk: 'ENTRIES' });
/** The sort keys of events begin with it. */
export const eventPrefix = 'EVENT#';
export const eventKey = (submissionId: string, n: number): ItemKey => ({
  pk: `SUBMISSION#${submissionId}`,
  sk: `${eventPrefix}${String(n).padStart(6, '0')}`,
});
