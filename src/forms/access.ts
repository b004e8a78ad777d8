import type { User } from '../accounts/user.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { Forms } from './registry.ts';

/** Who may see a submission and its files: its submitter, whom its form lets review, and admins. The only place that decides it. */
export function accessibleTo(user: User, submission: SubmissionRecord, forms: Forms): boolean {
  return (
    submission.submitter.id === user.id || user.role === 'admin' || forms.get(submission.form)?.mayReview(user) === true
  );
}
