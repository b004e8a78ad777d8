import { isUnchanged, whenConditionHolds } from './condition.ts';
import type { EntryPlace } from './index-items.ts';
import { getItem, isNew, putItem, writeTogether } from './item.ts';
import { entriesKey, entriesWrite, reviewKey } from './review-writes.ts';
import type { Table } from './table.ts';

/** Returns the entries that the index may have of a submission: a worker that died has not written them all. */
export async function findEntries(table: Table, submissionId: string): Promise<readonly EntryPlace[]> {
  return (await findList(table, submissionId)) ?? [];
}

/**
 * Notes entries before they are written, and the review begins. Returns all that are noted, by another declaration too,
 * or `undefined` when the review has begun meanwhile.
 */
export async function noteEntries(
  table: Table,
  submissionId: string,
  entries: readonly EntryPlace[],
): Promise<readonly EntryPlace[] | undefined> {
  const { put } = entriesWrite(submissionId, entries);
  if (await whenConditionHolds(() => putItem(table, put, isNew))) return put.entries;
  // A worker died here before, or another one is at work.
  for (;;) {
    const noted = await findList(table, submissionId);
    const all = distinct([...(noted ?? []), ...put.entries]);
    if (all.length === noted?.length) return noted;
    const write = entriesWrite(submissionId, all, isUnchanged({ entries: noted }, ['entries']));
    const hasNoReview = { check: reviewKey(submissionId), onlyIf: isNew };
    if (await whenConditionHolds(() => writeTogether(table, [write, hasNoReview]))) return all;
    if (await getItem(table, reviewKey(submissionId))) return undefined;
  }
}

async function findList(table: Table, submissionId: string): Promise<readonly EntryPlace[] | undefined> {
  const item = await getItem<{ entries: readonly EntryPlace[] }>(table, entriesKey(submissionId));
  return item?.entries;
}

function distinct(entries: readonly EntryPlace[]): EntryPlace[] {
  return [...new Map(entries.map((entry) => [JSON.stringify([entry.list, entry.place]), entry])).values()];
}
