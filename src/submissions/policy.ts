import type { User } from '../accounts/users/user.ts';
import { type Forms, formNotFound } from '../forms/registry.ts';
import { Problem } from '../problems/problem.ts';
import type { SubmissionList, SubmissionRecord } from '../records/submission-records.ts';

/**
 * Who may see a submission and its files: its submitter, whom its form lets review, and admins. The only place that
 * decides it. An API token comes here as its user, as an admin only with the scope for it; see `accounts/scopes.ts`.
 */
export function accessibleTo(user: User, submission: SubmissionRecord, forms: Forms): boolean {
  return (
    submission.submitter.id === user.id || user.role === 'admin' || forms.get(submission.form)?.mayReview(user) === true
  );
}

/**
 * Which submissions a user is listed: everybody's for admins, a form's for whom it lets review, their own otherwise.
 */
export function listFor(user: User, forms: Forms, slug: string | undefined): SubmissionList | Problem {
  if (slug === undefined) return user.role === 'admin' ? 'all' : { submitterId: user.id };
  const form = forms.get(slug);
  if (!form) return formNotFound();
  if (user.role === 'admin' || form.mayReview(user)) return { form: slug };
  return new Problem('not-allowed', 'Only those who review this form may list what was sent with it.');
}
