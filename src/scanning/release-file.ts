import type { User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ScanRecord } from '../records/scan-record.ts';
import { noteReleased } from '../records/scan-records.ts';
import { beginReview, changeReview } from '../review/review.ts';
import { mayReviewSubmission } from '../submissions/policy.ts';
import type { Id } from '../values/id.ts';

/** The attempts against decisions and verdicts at the same moment. */
const maxAttempts = 5;

/**
 * Releases a file that could not be scanned, with an event in the history of its submission. From then on, people may
 * fetch it as if it were clean. A file that was released stays so, and gets no second event.
 *
 * @returns its submission and its scan; a problem for a file with another result, and for users who may not decide
 */
export async function releaseFile(
  ports: Ports,
  forms: Forms,
  user: User,
  id: Id,
): Promise<{ readonly submissionId: string; readonly scan: ScanRecord } | Problem> {
  const { records, clock } = ports;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const upload = await records.uploads.find(id);
    const { submissionId, scan, filename } = upload ?? {};
    const submission = submissionId === undefined ? undefined : await records.submissions.find(submissionId);
    if (!upload || !submission || !mayReviewSubmission(user, submission, forms))
      return new Problem('not-found', 'no-such-file');
    const form = forms.get(submission.form);
    if (!form?.mayDecide(user)) return new Problem('not-allowed', 'deciders-only');
    if (scan?.state !== 'unscannable' && scan?.state !== 'failed')
      return new Problem('conflict', 'file-not-releasable');
    if (scan.released) return { submissionId: submission.id, scan };
    const before = await beginReview(ports, form, submission);
    if (!before) return new Problem('not-found', 'no-such-file');
    const [actor, at] = [{ id: user.id, username: user.username }, clock().toISOString()];
    const event = { at, actor, kind: 'released', to: { fileId: id, filename, scan: scan.state } };
    const released: ScanRecord = { ...scan, released: { by: actor, at } };
    const alongside = [noteReleased(upload, released)];
    if (await changeReview(ports, { form, submission, before }, event, {}, alongside))
      return { submissionId: submission.id, scan: released };
  }
  return new Problem('conflict', 'review-changed');
}
