import type { Form } from '../forms/define-form.ts';
import { ownStates } from '../forms/review-terms.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { Person, ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { partOf } from './describe-review.ts';
import { beginReview, changeReview } from './review.ts';

/** The attempts against changes at the same moment: a reviewer who writes notes does not keep a submission. */
const maxAttempts = 5;

/**
 * Withdraws a submission for its submitter, as long as no reviewer has moved it on. A submission that is withdrawn
 * already stays so.
 */
export async function withdraw(
  ports: Ports,
  form: Form,
  submission: SubmissionRecord,
  actor: Person,
): Promise<ReviewRecord | Problem> {
  if (submission.submitter.id !== actor.id) return new Problem('not-allowed', 'withdrawal-not-yours');
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const before = await beginReview(ports, form, submission);
    if (!before) return new Problem('not-found', 'no-such-submission');
    if (before.state === ownStates.withdrawn) return before;
    if (partOf(form, before.state) !== 'new') return new Problem('conflict', 'withdrawal-too-late');
    const values = { state: ownStates.withdrawn };
    const event = { at: ports.clock().toISOString(), actor, kind: 'withdrawn', from: before.state, to: values.state };
    const after = await changeReview(ports, { form, submission, before }, event, values);
    if (after) return after;
  }
  return new Problem('conflict', 'review-changed');
}
