import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { Problem } from '../problems/problem.ts';
import type { IndexFilter } from '../records/submission-index.ts';
import { wordsIn } from './words.ts';

/** A filter as the address of the table has it, and as the index reads it. */
export interface BulkFilter {
  readonly query: string;
  readonly filter: IndexFilter;
}

/** Reads the query of the table for a bulk decision. */
export function readBulkFilter(_form: Form, user: User, text: string): BulkFilter | Problem {
  const query = new URLSearchParams(text);
  const assignee = query.get('assignee');
  const filter: IndexFilter = {
    words: wordsIn(query.get('q') ?? ''),
    state: query.get('state') ?? undefined,
    assignee: assignee === 'me' ? user.id : (assignee ?? undefined),
    label: query.get('label') ?? undefined,
    values: {},
  };
  if ([...query.keys()].some((name) => !['q', 'state', 'assignee', 'label'].includes(name)))
    return new Problem('invalid', 'bulk-source-missing');
  return { query: query.toString(), filter };
}
