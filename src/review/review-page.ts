import type { User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import { ownStates, type ReviewTerms } from '../forms/review-terms.ts';
import type { Ports } from '../ports.ts';
import type { ReviewEvent, ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { toReceipt } from '../submissions/receipt.ts';
import { progressOf, versionPaths } from './progress.ts';
import { firstReview } from './review.ts';
import { shownEvent } from './shown-events.ts';
import { shownState } from './shown-state.ts';

/** The review of a submission, read before; `undefined` where no job has stored one. */
export interface KnownReview {
  readonly stored: ReviewRecord | undefined;
}

/** The events that a page tells; the download has all. */
const maxEvents = 50;

/**
 * Returns a submission as its page shows it to reviewers. Before a job has stored the review, it is the one with which a
 * submission begins.
 */
export async function toReviewPage(
  ports: Ports,
  forms: Forms,
  user: User,
  submission: SubmissionRecord,
  known?: KnownReview,
) {
  const { id, supersedes } = submission;
  const form = forms.get(submission.form);
  const [receipt, stored, page] = await Promise.all([
    toReceipt(ports, forms, user, submission),
    known ? known.stored : ports.records.reviews.find(id),
    ports.records.reviews.listEvents(id, maxEvents),
  ]);
  const first = stored || !form ? undefined : firstReview(form, submission);
  const review = stored ?? first?.review;
  const events: readonly ReviewEvent[] = first ? [first.event] : page.items;
  const isSubmitter = submission.submitter.id === user.id;
  return {
    ...receipt,
    id,
    version: review?.version ?? 1,
    state: review && form ? shownState(form, review.state) : undefined,
    progress: isSubmitter && review && form ? progressOf(form, user, submission, review) : undefined,
    versions: versionPaths(supersedes, review),
    assignee: review?.assignee?.username,
    labels: review?.labels ?? [],
    panel: review && form?.mayDecide(user) ? panelOf(form.review.states, review, user) : undefined,
    events: events.map((event) => shownEvent(form, event)),
    hasOlderEvents: page.next !== null,
  };
}

function panelOf(states: ReviewTerms['states'], { version, state, assignee, labels }: ReviewRecord, user: User) {
  return {
    version,
    state,
    states: Object.hasOwn(ownStates, state) ? [] : states,
    assignee: assignee ? { username: assignee.username, isReader: assignee.id === user.id } : undefined,
    labels,
  };
}
