import type * as z from 'zod';
import type { User } from '../../accounts/users/user.ts';
import type { Form } from '../../forms/define-form.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { Decision } from '../../review/decide.ts';
import type { DecisionBody } from './review-schemas.ts';

/** Converts the posted form of a decision to the JSON that it stands for; an empty assignee is none. */
export function fromDecisionPost(post: URLSearchParams): Record<string, unknown> {
  const kind = post.get('kind');
  const namesOf: Readonly<Record<string, readonly string[]>> = {
    state: ['state', 'message'],
    assignee: ['assignee'],
    'label-added': ['label'],
    'label-removed': ['label'],
  };
  const given = [...((kind !== null && Object.hasOwn(namesOf, kind) && namesOf[kind]) || []), 'note'].flatMap(
    (name) => {
      const value = post.get(name);
      return value === null ? [] : [[name, name === 'assignee' && value.trim() === '' ? null : value] as const];
    },
  );
  return { kind, version: Number(post.get('version') ?? Number.NaN), ...Object.fromEntries(given) };
}

/** Returns the decision of a request; a problem when it names a person who is no reviewer of the form. */
export async function toDecision(
  ports: Ports,
  form: Form,
  user: User,
  { kind, state = '', message, assignee: wanted, label = '', note: words }: z.output<typeof DecisionBody>,
): Promise<Decision | Problem> {
  const note = words ? { note: words } : {};
  if (kind === 'note') return { kind, note: words ?? '' };
  if (kind === 'state') return { kind, state, ...(message && { message }), ...note };
  if (kind !== 'assignee') return { kind, label, ...note };
  if (wanted === null) return { kind, assignee: null, ...note };
  if (wanted === 'me') return { kind, assignee: { id: user.id, username: user.username }, ...note };
  const { findReviewer } = await import('../../review/reviewers.ts');
  const assignee = await findReviewer(ports, form, wanted ?? '');
  return assignee instanceof Problem ? assignee : { kind, assignee, ...note };
}
