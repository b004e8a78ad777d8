import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { message } from '../messages/message.ts';
import type { Problem } from '../problems/problem.ts';
import { invalidValues } from '../problems/validation.ts';
import type { IndexFilter } from '../records/submission-index.ts';
import { readTableQuery } from './table-query.ts';

/** Parameters of the table's address that choose no submissions. */
const ofPagesOnly = new Set(['sort', 'limit', 'after', 'before', 'lang']);

/** A filter as the address of the table has it, and as the index reads it. */
export interface BulkFilter {
  readonly query: string;
  readonly filter: IndexFilter;
}

/**
 * Reads the query of the table for a bulk decision. A condition that the table would leave out is refused here: without
 * it, the decision would be about more than was meant.
 */
export function readBulkFilter(form: Form, user: User, text: string): BulkFilter | Problem {
  const parameters = new URLSearchParams(text);
  for (const name of ofPagesOnly) parameters.delete(name);
  const { filter, asked, errors } = readTableQuery(form, user, parameters);
  if (errors.length > 0) return invalidValues(errors);
  const unknown = [...parameters].filter(([name, value]) => value.trim() !== '' && !asked.has(name));
  if (unknown.length > 0)
    return invalidValues(unknown.map(([field]) => ({ field, message: message('no-such-field') })));
  return { query: new URLSearchParams([...asked]).toString(), filter };
}
