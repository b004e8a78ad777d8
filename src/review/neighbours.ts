import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import type { IndexQuery } from '../records/submission-index.ts';
import { tableAddress } from './table-address.ts';
import { readTableQuery } from './table-query.ts';

/** The longest query of a table that an address carries, in characters. */
const maxQueryLength = 4000;

/** The place of a submission in a table, as its address names it. */
export interface PlaceInTable {
  /** The query of the table's address. */
  readonly query: string;
  /** The cursor of the submission in it. */
  readonly cursor: string;
}

/** Returns the address of a submission with its place in a table, for the ways from there. */
export function addressInTable(id: string, asked: Iterable<readonly [string, string]>, cursor: string): string {
  const query = new URLSearchParams(Object.fromEntries(asked)).toString();
  return `/submissions/${id}?${queryOfPlace({ query, cursor: Buffer.from(cursor).toString('base64url') })}`;
}

/** Returns the place that the parameters of an address name; `undefined` without one. */
export function readPlaceInTable(parameters: URLSearchParams): PlaceInTable | undefined {
  const [query, cursor] = [parameters.get('in'), parameters.get('at')];
  if (query === null || cursor === null || query.length > maxQueryLength) return undefined;
  return { query, cursor };
}

/** Returns the parameters that name a place. */
export function queryOfPlace({ query, cursor }: PlaceInTable): string {
  return new URLSearchParams({ in: query, at: cursor }).toString();
}

/**
 * Returns the addresses of the submissions before and behind one in a table. A place that no table has given leads to the
 * table only. The submission itself may have left the table since, by a decision: its place stays.
 */
export async function findNeighbours(
  { records }: Pick<Ports, 'records'>,
  form: Form,
  user: User,
  id: string,
  place: PlaceInTable,
) {
  const parameters = new URLSearchParams(place.query);
  parameters.delete('before');
  parameters.set('after', place.cursor);
  const { asked, errors, after, filter, sortBy, isAscending } = readTableQuery(form, user, parameters);
  const tablePath = tableAddress(form.slug, errors.length > 0 ? [] : asked);
  if (errors.length > 0 || after === undefined) return { tablePath, previousPath: undefined, nextPath: undefined };
  const find = async (from: Pick<IndexQuery, 'after' | 'before'>) => {
    const { found } = await records.index.find({ form, filter, sortBy, isAscending, limit: 1, ...from });
    const [neighbour] = found;
    return neighbour && neighbour.id !== id ? addressInTable(neighbour.id, asked, neighbour.cursor) : undefined;
  };
  const [previousPath, nextPath] = await Promise.all([find({ before: after }), find({ after })]);
  return { tablePath, previousPath, nextPath };
}
