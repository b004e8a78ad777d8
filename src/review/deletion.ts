import type { Forms } from '../forms/registry.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { DeletionRecord } from '../records/deletion-records.ts';
import type { Person } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { appendEvent, type NewEvent } from './history.ts';
import { reviewPlaces } from './index-entries.ts';
import { beginReview } from './review.ts';

/** The reason of an admin, or the days that have passed for which the form keeps a submission. */
export type DeletionCause = { readonly actor: Person; readonly reason: string } | { readonly keptForDays: number };

/** The attempts to delete a submission that reviewers change at the same moment. */
const maxAttempts = 5;

/**
 * Deletes a submission: from the moment of the response, nothing leads to it or its files. A job removes the bytes and
 * what is left in the table.
 *
 * @param requestId the id of the request, which the log line of the job names
 * @returns what stays of it, or a problem; `undefined` when there is none, or it was deleted before
 */
export async function deleteSubmission(
  ports: Ports & { readonly forms: Forms },
  id: string,
  cause: DeletionCause,
  requestId?: string,
): Promise<DeletionRecord | Problem | undefined> {
  const { records, forms, clock } = ports;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const submission = await records.submissions.find(id);
    if (!submission) return undefined;
    const form = forms.get(submission.form);
    // A review lists all entries of the index. Begun by the deletion itself, it leaves none to a job that is late.
    const review = form ? await beginReview(ports, form, submission) : await records.reviews.find(id);
    const event = appendEvent(review, eventOf(cause, clock().toISOString()));
    const deleted = { ...describe(submission), ...('keptForDays' in cause && cause), event };
    const job = newJob('delete', { submissionId: id }, { now: clock(), form: submission.form, requestId });
    // A form that is no longer declared may have been busy.
    const indexed = { slug: submission.form, isBusy: form?.isBusy ?? true };
    const reviewEntries = review ? reviewPlaces(review) : [];
    if (await records.deletions.begin({ form: indexed, submission, review, reviewEntries, deleted, job })) {
      await handOver(ports, [job]);
      return deleted;
    }
  }
  return new Problem('conflict', 'review-changed');
}

function eventOf(cause: DeletionCause, at: string): NewEvent {
  return 'reason' in cause
    ? { at, actor: cause.actor, kind: 'deleted', note: cause.reason }
    : { at, actor: null, kind: 'deleted', to: cause };
}

function describe({ id, form, number, files }: SubmissionRecord): Omit<DeletionRecord, 'event'> {
  const all = Object.values(files).flat();
  return {
    ...{ id, form, number },
    files: { count: all.length, totalBytes: all.reduce((sum, { size }) => sum + size, 0) },
  };
}
