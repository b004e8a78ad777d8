import type { Form } from '../forms/define-form.ts';
import { message } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import type { Ports } from '../ports.ts';
import { type FieldError, Problem } from '../problems/problem.ts';
import type { BulkEntry } from '../records/bulk-record.ts';
import { maxSelected } from './bulk-limits.ts';

/** A submission that a reviewer chose, with the version of its review that they saw; 0 before the review began. */
export interface Selected {
  readonly id: string;
  readonly version: number;
}

/** Returns the entries of a selection; a problem that names each submission which changed since, or is not there. */
export async function listSelection(
  { records }: Ports,
  form: Form,
  selected: readonly Selected[],
): Promise<BulkEntry[] | Problem> {
  const chosen = [...new Map(selected.map((each) => [each.id, each])).values()];
  if (chosen.length === 0) return new Problem('invalid', 'bulk-source-missing');
  if (chosen.length > maxSelected)
    return new Problem('invalid', message('bulk-too-many-selected', { max: maxSelected }));
  const ids = chosen.map(({ id }) => id);
  const [reviews, submissions] = await Promise.all([records.reviews.findAll(ids), records.submissions.findAll(ids)]);
  const entries: BulkEntry[] = [];
  const errors: FieldError[] = [];
  for (const [at, { id, version }] of chosen.entries()) {
    const submission = submissions[at];
    const now = reviews[at]?.version ?? 1;
    const seen = Math.max(version, 1);
    if (submission?.form !== form.slug) errors.push({ field: id, message: message('bulk-entry-unknown') });
    else if (now === seen) entries.push({ id, version: now, number: submission.number });
    else {
      const state = labelOf(form, reviews[at]?.state ?? '');
      errors.push({
        field: id,
        message: message('bulk-entry-changed', { number: submission.number, state, seen, now }),
      });
    }
  }
  if (errors.length === 0) return entries;
  return new Problem('conflict', message('bulk-selection-changed', { count: errors.length }), { errors });
}

/** Returns the label of a state; the name of one that the form has no longer. */
export function labelOf({ review }: Form, state: string): Text {
  return review.states.find(({ name }) => name === state)?.label ?? state;
}
