import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ScanRecord, ScanState } from '../records/scan-record.ts';
import { noteReleased } from '../records/scan-records.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { beginReview, changeReview } from '../review/review.ts';
import { describeScan } from '../submissions/file-scans.ts';
import { mayReviewSubmission } from '../submissions/policy.ts';
import type { Id } from '../values/id.ts';

/** The attempts against decisions and verdicts at the same moment. */
const maxAttempts = 5;

/** The release of a file: the scan that the reviewer has seen, and their words for other reviewers. */
export interface Release {
  readonly seen: { readonly state: ScanState; readonly at: string | null };
  readonly note?: string | undefined;
}

/** A file about whose form a user may decide, with its submission. */
interface DecidedFile {
  readonly upload: UploadRecord;
  readonly submission: SubmissionRecord;
  readonly form: Form;
}

/** Returns a submitted file about which a user may decide; a problem for any other. */
export async function findDecidedFile(
  { records }: Pick<Ports, 'records'>,
  forms: Forms,
  user: User,
  id: Id,
): Promise<DecidedFile | Problem> {
  const upload = await records.uploads.find(id);
  const submission =
    upload?.submissionId === undefined ? undefined : await records.submissions.find(upload.submissionId);
  if (!upload || !submission || !mayReviewSubmission(user, submission, forms))
    return new Problem('not-found', 'no-such-file');
  const form = forms.get(submission.form);
  return form?.mayDecide(user) ? { upload, submission, form } : new Problem('not-allowed', 'deciders-only');
}

/**
 * Releases a file that could not be scanned, with an event in the history of its submission. From then on, people may
 * fetch it as if it were clean. A file that was released stays so, and gets no second event.
 *
 * @returns its submission and its scan; a problem for users who may not decide, for a file whose scan is not the one that
 * was seen, which names both, and for a note on a file that another reviewer has released
 */
export async function releaseFile(
  ports: Ports,
  forms: Forms,
  user: User,
  id: Id,
  { seen, note }: Release,
): Promise<{ readonly submissionId: string; readonly scan: ScanRecord } | Problem> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const found = await findDecidedFile(ports, forms, user, id);
    if (found instanceof Problem) return found;
    const { upload, submission, form } = found;
    const { scan, filename } = upload;
    if (scan?.state !== 'unscannable' && scan?.state !== 'failed') return conflict('file-not-releasable', seen, scan);
    if (scan.state !== seen.state || scan.at !== seen.at) return conflict('file-not-releasable', seen, scan);
    // Their own request, sent again, has its note in the history; that of another reviewer would be lost.
    if (scan.released && note && scan.released.by.id !== user.id) return conflict('file-released', seen, scan);
    if (scan.released) return { submissionId: submission.id, scan };
    const before = await beginReview(ports, form, submission);
    if (!before) return new Problem('not-found', 'no-such-file');
    const [actor, at] = [{ id: user.id, username: user.username }, ports.clock().toISOString()];
    const to = { fileId: id, filename, scan: scan.state };
    const event = { at, actor, kind: 'released', to, ...(note && { note }) };
    const released: ScanRecord = { ...scan, released: { by: actor, at } };
    const alongside = noteReleased(upload, released);
    if (await changeReview(ports, { form, submission, before }, event, {}, alongside))
      return { submissionId: submission.id, scan: released };
  }
  return new Problem('conflict', 'review-changed');
}

function conflict(
  code: 'file-not-releasable' | 'file-released',
  expected: Release['seen'],
  scan: ScanRecord | undefined,
): Problem {
  return new Problem('conflict', code, { members: { expected, current: describeScan(scan, true) } });
}
