import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { Person, ReviewEvent, ReviewRecord } from '../records/review-record.ts';
import type { NewEvent } from './history.ts';
import { changeReview, type Reviewed, type ReviewValues } from './review.ts';

/**
 * Takes back the last event of a review, as an event of its own that names it.
 *
 * @param last the event at the version of `before`
 * @param job the id of the bulk decision that takes it back
 * @returns the new review, or a problem; `review-changed` when another change came since `before`
 */
export async function undoEvent(
  ports: Ports,
  decided: Reviewed,
  last: ReviewEvent,
  actor: Person,
  job: string,
): Promise<ReviewRecord | Problem> {
  const reversal = reverse(decided.form, decided.before, last);
  if (reversal instanceof Problem) return reversal;
  const event = { at: ports.clock().toISOString(), actor, ...reversal.event, job, undoes: last.n };
  const after = await changeReview(ports, decided, event, reversal.values);
  return after ?? new Problem('conflict', 'review-changed');
}

interface Reversal {
  readonly event: Pick<NewEvent, 'kind' | 'from' | 'to'>;
  readonly values: ReviewValues;
}

function reverse(form: Form, { state, assignee, labels }: ReviewRecord, last: ReviewEvent): Reversal | Problem {
  const { kind, from, to } = last;
  if (kind === 'assignee') {
    // The event has the assignee before as the review had it.
    const before = (from ?? null) as Person | null;
    return { event: { kind, from: assignee, to: before }, values: { assignee: before } };
  }
  if (kind === 'label-added' && typeof to === 'string')
    return {
      event: { kind: 'label-removed', from: to },
      values: { labels: labels.filter((label) => label !== to) },
    };
  if (kind === 'label-removed' && typeof from === 'string')
    return { event: { kind: 'label-added', to: from }, values: { labels: [...labels, from] } };
  if (kind !== 'state' || typeof from !== 'string' || from === to) return new Problem('conflict', 'bulk-words-stay');
  if (!form.review.states.some(({ name }) => name === from)) return new Problem('invalid', 'review-state-unknown');
  return { event: { kind, from: state, to: from }, values: { state: from } };
}
