import { daySeconds } from '../values/duration.ts';
import { type ItemKey, ttlAt } from './item.ts';
import { queryPages } from './query.ts';
import type { Table } from './table.ts';

/** The days for which exports of before may be fetched, and more. */
const listedForDays = 5;

/** The sort keys of the latest deletions of a form begin with it. */
const prefix = 'DELETED#';

/** Returns the item that lists a deletion with its form for some days. */
export function listedDeletion(form: string, submissionId: string, at: string) {
  const ttl = ttlAt(at) + listedForDays * daySeconds;
  return { pk: `FORM#${form}`, sk: `${prefix}${at}#${submissionId}`, submissionId, ttl };
}

/** Returns the submissions of a form that were deleted since a time of these days, and whether there are more. */
export async function listDeletedSince(
  table: Table,
  form: string,
  time: string,
  limit: number,
): Promise<{ readonly ids: string[]; readonly isMore: boolean }> {
  const ids: string[] = [];
  const query = { pk: `FORM#${form}`, prefix, limit: 1000 };
  for await (const items of queryPages<ItemKey & { submissionId: string }>(table, query)) {
    const recent = items.filter(({ sk }) => sk >= `${prefix}${time}`);
    ids.push(...recent.map(({ submissionId }) => submissionId));
    if (ids.length > limit) return { ids: ids.slice(0, limit), isMore: true };
    if (recent.length < items.length) break;
  }
  return { ids, isMore: false };
}
