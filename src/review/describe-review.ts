import type { Form } from '../forms/define-form.ts';
import { ownStates, type StatePart } from '../forms/review-terms.ts';
import type { ReviewRecord } from '../records/review-record.ts';

/** Returns a review as JSON, for reviewers. */
export function describeReview(review: ReviewRecord) {
  const { version, head, state, assignee, labels, updatedAt, message = null, supersededBy = null } = review;
  return { version, head, state, assignee, labels, updatedAt, message, supersededBy };
}

/**
 * Returns the part of a review that its submitter may see, as JSON. Notes, assignee and labels, and the number of
 * changes, are for reviewers.
 */
export function describeProgress(form: Form, review: ReviewRecord) {
  const { state, message = null, supersededBy = null } = review;
  return { state, part: partOf(form, state), message, supersededBy };
}

/** Returns the part that a state plays; `null` for one that the form has no longer. */
export function partOf({ review }: Form, state: string): StatePart | keyof typeof ownStates | null {
  if (state === ownStates.withdrawn || state === ownStates.superseded) return state;
  return review.states.find(({ name }) => name === state)?.part ?? null;
}
