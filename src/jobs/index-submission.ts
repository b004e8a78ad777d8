import { beginReview } from '../review/review.ts';
import type { RunJob } from './job-run.ts';

/** Takes a submission into the index of its form, and begins its review. */
export const indexSubmission: RunJob<'index'> = async ({ ports, args: { submissionId } }) => {
  const submission = await ports.records.submissions.find(submissionId);
  const form = submission && ports.forms.get(submission.form);
  if (form) await beginReview(ports, form, submission);
  return 'done';
};
