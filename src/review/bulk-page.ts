import type { Form } from '../forms/define-form.ts';
import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { BulkEntry, BulkFailure, BulkOutcome, BulkRecord } from '../records/bulk-record.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { decide } from './decide.ts';
import { beginReview, type Reviewed } from './review.ts';
import { undoEvent } from './undo.ts';

/**
 * Carries out a page of the list of a bulk decision, one event for each submission. A page that another run has begun is
 * gone through again: what it changed is recognised by its event.
 *
 * The submissions follow one another. Changes of a state write the same counter, so that side by side they would only
 * cancel one another.
 */
export async function carryOutPage(ports: Ports, form: Form, bulk: BulkRecord, n: number): Promise<void> {
  const page = await ports.records.bulks.findPage(bulk.id, n);
  if (!page || page.outcomes) return;
  const ids = page.entries.map(({ id }) => id);
  const [submissions, reviews] = await Promise.all([
    ports.records.submissions.findAll(ids),
    ports.records.reviews.findAll(ids),
  ]);
  const outcomes: BulkOutcome[] = [];
  const failures: BulkFailure[] = [];
  for (const [at, entry] of page.entries.entries()) {
    const outcome = await carryOut(ports, bulk, entry, { form, submission: submissions[at], review: reviews[at] });
    const isFailure = typeof outcome === 'object';
    outcomes.push(isFailure ? 'failed' : outcome);
    const { id, number } = entry;
    if (isFailure) failures.push({ id, ...(number !== undefined && { number }), reason: outcome });
  }
  await ports.records.bulks.endPage(bulk, n, outcomes, failures);
}

/** A submission and its review as they were read for the page. */
interface Found {
  readonly form: Form;
  readonly submission: SubmissionRecord | undefined;
  readonly review: ReviewRecord | undefined;
}

async function carryOut(
  ports: Ports,
  bulk: BulkRecord,
  { version }: BulkEntry,
  { form, submission, review }: Found,
): Promise<'done' | 'unchanged' | Message> {
  if (!submission || submission.form !== form.slug) return message('no-such-submission');
  let before: ReviewRecord | undefined = review ?? (await beginReview(ports, form, submission));
  // A submission that is deleted in this very moment has no review.
  if (!before) return message('no-such-submission');
  while (before.version === version) {
    const after = await change(ports, bulk, { form, submission, before });
    if (!(after instanceof Problem)) return after === before ? 'unchanged' : 'done';
    if (after.message.code !== 'review-changed') return after.message;
    // Another change was faster, perhaps that of a worker with the same job.
    before = await ports.records.reviews.find(submission.id);
    if (!before) return message('no-such-submission');
  }
  const following = await ports.records.reviews.findEvent(submission.id, version + 1);
  return following?.job === bulk.id ? 'done' : message('review-changed');
}

async function change(
  ports: Ports,
  { id, from, actor, decision }: BulkRecord,
  decided: Reviewed,
): Promise<ReviewRecord | Problem> {
  if (from.kind !== 'undo') return decide(ports, decided, actor, decision, id);
  const last = await ports.records.reviews.findEvent(decided.submission.id, decided.before.version);
  return last?.job === from.of
    ? undoEvent(ports, decided, last, actor, id)
    : new Problem('not-found', 'no-such-submission');
}
