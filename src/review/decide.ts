import type { Form } from '../forms/define-form.ts';
import { ownStates } from '../forms/review-terms.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { DecisionRecord } from '../records/bulk-record.ts';
import type { Person, ReviewRecord } from '../records/review-record.ts';
import { changeReview, type Reviewed, type ReviewValues } from './review.ts';

/** The most labels of a submission, and the longest one in characters. */
const maxLabels = 20;
const maxLabelLength = 40;

/** What a reviewer does with a submission, one thing at a time. */
export type Decision = DecisionRecord;

/**
 * Carries out a decision as one event. What is so already stays without an event.
 *
 * @param job the id of the job, for a decision about many submissions
 * @returns the new review, or a problem; `review-changed` when another change came since `before`
 */
export async function decide(
  ports: Ports,
  decided: Reviewed,
  actor: Person,
  decision: Decision,
  job?: string,
): Promise<ReviewRecord | Problem> {
  const { form, before } = decided;
  const change = planChange(form, before, decision);
  if (change instanceof Problem) return change;
  if (change === 'none') return before;
  const event = {
    ...{ at: ports.clock().toISOString(), actor, kind: decision.kind },
    ...change.event,
    ...(decision.note && { note: decision.note }),
    ...(job !== undefined && { job }),
  };
  const after = await changeReview(ports, decided, event, change.values);
  return after ?? new Problem('conflict', 'review-changed');
}

/** Returns what is wrong with a decision, whichever submission it is about. */
export function faultOfDecision(form: Form, decision: Decision): Problem | undefined {
  const change = planChange(form, { state: '', assignee: null, labels: [] }, decision);
  return change instanceof Problem ? change : undefined;
}

/** The part of a review that decisions change. */
type Decidable = Pick<ReviewRecord, 'state' | 'assignee' | 'labels'>;

interface PlannedChange {
  readonly event: { readonly from?: unknown; readonly to?: unknown; readonly message?: string };
  readonly values: ReviewValues;
}

/** Returns what a decision changes; a problem when it must not, `none` when it would change nothing. */
function planChange(form: Form, before: Decidable, decision: Decision): PlannedChange | 'none' | Problem {
  if (decision.kind === 'note')
    return decision.note.trim() === '' ? new Problem('invalid', 'review-note-missing') : { event: {}, values: {} };
  if (Object.hasOwn(ownStates, before.state)) return new Problem('conflict', 'review-closed');
  if (decision.kind === 'state') return planState(form, before, decision);
  if (decision.kind === 'assignee') {
    const { assignee } = decision;
    if ((assignee?.id ?? null) === (before.assignee?.id ?? null)) return 'none';
    return { event: { from: before.assignee, to: assignee }, values: { assignee } };
  }
  return planLabels(before, decision.kind, decision.label.trim());
}

function planState(
  { review: { states } }: Form,
  before: Decidable,
  { state, message: words }: Extract<Decision, { kind: 'state' }>,
): PlannedChange | 'none' | Problem {
  const wanted = states.find(({ name }) => name === state);
  if (!wanted) return new Problem('invalid', 'review-state-unknown');
  if (wanted.part === 'returned' && !words?.trim()) return new Problem('invalid', 'review-message-missing');
  if (state === before.state && !words) return 'none';
  const told = words ? { message: words } : {};
  return { event: { from: before.state, to: state, ...told }, values: { state, ...told } };
}

function planLabels(
  { labels }: Decidable,
  kind: 'label-added' | 'label-removed',
  label: string,
): PlannedChange | 'none' | Problem {
  if (!isLabel(label)) return new Problem('invalid', 'review-label-invalid');
  if (kind === 'label-removed') {
    if (!labels.includes(label)) return 'none';
    return { event: { from: label }, values: { labels: labels.filter((other) => other !== label) } };
  }
  if (labels.includes(label)) return 'none';
  if (labels.length >= maxLabels) return new Problem('invalid', message('review-labels-too-many', { max: maxLabels }));
  return { event: { to: label }, values: { labels: [...labels, label] } };
}

/** True for a text that can be a label: short, on one line, of characters that can be seen. */
export function isLabel(text: string): boolean {
  return (
    text !== '' &&
    [...text].length <= maxLabelLength &&
    text.isWellFormed() &&
    !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)
  );
}
