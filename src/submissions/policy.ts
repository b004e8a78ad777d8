import type { User } from '../accounts/users/user.ts';
import { toFileRecord } from '../files/stored-file.ts';
import type { Form } from '../forms/define-form.ts';
import { type Forms, formNotFound } from '../forms/registry.ts';
import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { DeletionRecord } from '../records/deletion-records.ts';
import type { SubmissionListKey } from '../records/submission-lists.ts';
import type { FileRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Id } from '../values/id.ts';

/**
 * True when a user may see a submission and its files: submitters, reviewers of its form, and admins. No other place
 * decides it. A request with an API token counts as its user, as an admin only with the scope for it; see
 * `accounts/scopes.ts`.
 */
export function maySeeSubmission(
  user: User,
  submission: { readonly form: string; readonly submitter: { readonly id: string } },
  forms: Forms,
): boolean {
  return submission.submitter.id === user.id || mayReviewSubmission(user, submission, forms);
}

/** True when a user may see how a submission is reviewed, notes included: reviewers of its form, and admins. */
export function mayReviewSubmission(user: User, submission: { readonly form: string }, forms: Forms): boolean {
  return user.role === 'admin' || forms.get(submission.form)?.mayReview(user) === true;
}

/**
 * Returns the problem of a submission that a user may not see, or that there is none of. Users who review its form learn
 * that it was deleted; to all others, it never was.
 */
export async function submissionNotFound(ports: Ports, forms: Forms, user: User, id: Id | undefined): Promise<Problem> {
  const deleted = await findDeleted(ports, forms, user, id);
  return deleted ? new Problem('gone', whyDeleted(deleted)) : new Problem('not-found', 'no-such-submission');
}

/** Returns what stays of a deleted submission, for users who review its form. */
export async function findDeleted(
  { records }: Ports,
  forms: Forms,
  user: User,
  id: Id | undefined,
): Promise<DeletionRecord | undefined> {
  const deleted = id && (await records.deletions.find(id));
  const maySee = deleted && (user.role === 'admin' || forms.get(deleted.form)?.mayReview(user) === true);
  return maySee ? deleted : undefined;
}

/** Returns the sentence that says when and why a submission was deleted. */
function whyDeleted({ event: { at, actor, note }, keptForDays }: DeletionRecord): Message {
  return keptForDays === undefined
    ? message('submission-deleted', { at, by: actor?.username ?? '', why: note ?? '' })
    : message('submission-kept-no-longer', { at, days: keptForDays });
}

/**
 * Returns a submitted file that this user may see; any other file counts as not found. An attached upload has the key,
 * name and type that its submission has, and keeps them.
 */
export async function findSubmittedFile(
  ports: Ports,
  forms: Forms,
  user: User,
  id: Id,
): Promise<FileRecord | undefined> {
  const upload = await findSubmittedUpload(ports, forms, user, id);
  return upload && toFileRecord(upload);
}

/** Returns the upload of a submitted file that this user may see, with all that is known of the file. */
export async function findSubmittedUpload(
  { records }: Ports,
  forms: Forms,
  user: User,
  id: Id,
): Promise<UploadRecord | undefined> {
  const upload = await records.uploads.find(id);
  if (upload?.state !== 'attached') return undefined;
  const { form, userId } = upload;
  return maySeeSubmission(user, { form, submitter: { id: userId } }, forms) ? upload : undefined;
}

/** Returns which submissions to list for a user: all for admins, a form's for its reviewers, otherwise their own. */
export function listFor(user: User, forms: Forms, slug: string | undefined): SubmissionListKey | Problem {
  if (slug === undefined) return user.role === 'admin' ? 'all' : { submitterId: user.id };
  const form = findReviewedForm(forms, user, slug);
  return form instanceof Problem ? form : { form: slug, isBusy: form.isBusy };
}

/** Returns a form whose submissions this user may see; a problem for other forms. */
export function findReviewedForm(forms: Forms, user: User, slug: string): Form | Problem {
  const form = forms.get(slug);
  if (!form) return formNotFound();
  return reviews(user, form) ? form : new Problem('not-allowed', 'reviewers-only');
}

/** Returns the forms among the forms whose submissions this user may see, in their order. */
export function formsReviewedBy(forms: Forms, user: User): Form[] {
  return [...forms.values()].filter((form) => form.place === 'forms' && reviews(user, form));
}

const reviews = (user: User, form: Form) => user.role === 'admin' || form.mayReview(user);
