import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { postNames } from '../forms/form-post.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { partOf } from './describe-review.ts';
import { shownState } from './shown-state.ts';

/**
 * Returns how far a review is, as its submitter sees it on a page, and what they can do. It has no note, no assignee and
 * no label.
 */
export function progressOf(form: Form, user: User, { id, supersedes }: SubmissionRecord, review: ReviewRecord) {
  const part = partOf(form, review.state);
  const mayReplace = part === 'returned' && form.maySubmit(user);
  return {
    state: shownState(form, review.state),
    message: review.message,
    newVersionPath: mayReplace ? `/forms/${form.slug}?${postNames.supersedes}=${id}` : undefined,
    withdrawalPath: part === 'new' ? `/submissions/${id}/withdrawals` : undefined,
    ...versionPaths(supersedes, review),
  };
}

/** Returns the addresses of the version before and of the one after. */
export function versionPaths(supersedes: string | undefined, review: ReviewRecord | undefined) {
  return {
    earlierPath: supersedes === undefined ? undefined : `/submissions/${supersedes}`,
    newerPath: review?.supersededBy === undefined ? undefined : `/submissions/${review.supersededBy}`,
  };
}
