import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Forms } from '../../forms/registry.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import { textIn } from '../../messages/text.ts';
import type { ReviewRecord } from '../../records/review-record.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import type { UploadRecord } from '../../records/upload-records.ts';
import { describeProgress, describeReview } from '../../review/describe-review.ts';
import { progressOf } from '../../review/progress.ts';
import { firstReview } from '../../review/review.ts';
import { sharingOf } from '../../sharing/share-rights.ts';
import { secondsToRefresh } from '../../submissions/closed-file.ts';
import { describeWithScans } from '../../submissions/describe-submission.ts';
import { toReceipt } from '../../submissions/receipt.ts';
import { ReceiptPage } from '../../views/receipt-page.tsx';

/**
 * Returns a submission as JSON, with what its reader may know of its review.
 * @param stored its review, where a job has stored one
 * @param uploads its files, with their scans
 */
export function describeShown(
  forms: Forms,
  submission: SubmissionRecord,
  stored: ReviewRecord | undefined,
  isReviewer: boolean,
  uploads: ReadonlyMap<string, UploadRecord>,
) {
  const { form, review } = reviewOf(forms, submission, stored);
  const progress = form && review ? describeProgress(form, review) : null;
  const described = describeWithScans(submission, uploads, isReviewer);
  return { ...described, progress, review: isReviewer && review ? describeReview(review) : null };
}

/** Shows a submission to its submitter: its receipt, and how far it is. */
export async function showReceipt(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  submission: SubmissionRecord,
  stored: ReviewRecord | undefined,
): Promise<ResponseWithoutJson> {
  const user = requireUser(c);
  const { form, review } = reviewOf(dependencies.forms, submission, stored);
  const receipt = await toReceipt(dependencies, dependencies.forms, user, submission);
  const progress = form && review ? progressOf(form, user, submission, review) : undefined;
  const scans = receipt.files.flatMap(({ files }) => files.map(({ scan }) => scan));
  const refreshSeconds = secondsToRefresh(submission.submittedAt, scans, dependencies.clock());
  if (refreshSeconds !== undefined) c.header('Refresh', String(refreshSeconds));
  return renderPage(
    c,
    dependencies,
    ({ pages, language }) =>
      pages.submissions.receiptTitle({ ...receipt, formTitle: textIn(receipt.formTitle, language) }),
    <ReceiptPage
      {...receipt}
      sharing={sharingOf(user, submission, dependencies.forms)}
      progress={progress}
      isJustSent={c.req.query('sent') !== undefined}
      refreshes={refreshSeconds !== undefined}
    />,
  );
}

/** Returns the review of a submission. Before a job has stored one, it is the one with which a submission begins. */
function reviewOf(forms: Forms, submission: SubmissionRecord, stored: ReviewRecord | undefined) {
  const form = forms.get(submission.form);
  return { form, review: stored ?? (form && firstReview(form, submission).review) };
}
