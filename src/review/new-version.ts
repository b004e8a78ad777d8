import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { postNames } from '../forms/form-post.ts';
import { ownStates } from '../forms/review-terms.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import { reviewWrites } from '../records/review-writes.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { type SubmitFacts, type Superseded, submitForm } from '../submissions/submit.ts';
import { readId } from '../values/id.ts';
import { partOf } from './describe-review.ts';
import { planReviewChange } from './review.ts';

/** A submission that waits for a new version, and its review. */
export interface Returned {
  readonly submission: SubmissionRecord;
  readonly review: ReviewRecord;
}

/** The attempts against notes and labels that reviewers write at the same moment. */
const maxAttempts = 5;

/**
 * Returns the submission for which its submitter may send a new version: one of this form that reviewers returned.
 * @returns a problem for any other
 */
export async function findReturned(ports: Ports, form: Form, user: User, id: string): Promise<Returned | Problem> {
  const known = readId(id);
  const [submission, review] = known
    ? await Promise.all([ports.records.submissions.find(known), ports.records.reviews.find(known)])
    : [];
  if (submission?.submitter.id !== user.id || submission.form !== form.slug)
    return new Problem('not-found', 'no-such-submission');
  if (!review || partOf(form, review.state) !== 'returned') return new Problem('conflict', 'new-version-not-possible');
  return { submission, review };
}

/** Returns the values of a submission as its form's page posts them. */
export function postOf({ id, formVersion, fields, files }: SubmissionRecord): URLSearchParams {
  const post = new URLSearchParams({ [postNames.supersedes]: id });
  if (formVersion !== undefined) post.set(postNames.formVersion, formVersion);
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== false) post.append(name, value === true ? 'on' : String(value));
  for (const [name, list] of Object.entries(files)) for (const file of list) post.append(name, file.id);
  return post;
}

/**
 * Accepts a filled-in form, also one that is a new version of a returned submission. The old review ends in the
 * transaction that makes the new submission, so that of two new versions at once one wins.
 */
export async function sendForm(
  ports: Ports,
  form: Form,
  user: User,
  rawInput: unknown,
  facts: SubmitFacts,
): Promise<SubmissionRecord | Problem> {
  for (let attempt = 1; ; attempt += 1) {
    const found: Returned[] = [];
    const findSuperseded = async (id: string) => {
      const returned = await findReturned(ports, form, user, id);
      if (returned instanceof Problem) return returned;
      found.push(returned);
      return toSuperseded(form, user, returned);
    };
    const submitted = await submitForm(ports, form, user, rawInput, { ...facts, findSuperseded });
    const [returned] = found;
    if (!(submitted instanceof Problem) || !returned || attempt === maxAttempts) return submitted;
    if (!(await hasChanged(ports, returned))) return submitted;
  }
}

function toSuperseded(form: Form, user: User, { submission, review: before }: Returned): Superseded {
  return {
    id: submission.id,
    writesFor({ id, submittedAt: at }) {
      const actor = { id: user.id, username: user.username };
      const event = { at, actor, kind: ownStates.superseded, from: before.state, to: id };
      const values = { state: ownStates.superseded, supersededBy: id };
      return reviewWrites(planReviewChange({ form, submission, before }, event, values));
    },
  };
}

/** True when another change of the review, or of its place in the index, came since it was read. */
async function hasChanged({ records }: Ports, { submission, review }: Returned): Promise<boolean> {
  const now = await records.reviews.find(submission.id);
  return now?.version !== review.version || now.indexVersion !== review.indexVersion;
}
