import type { ListedItem } from './index-items.ts';
import { type IndexList, isPlaceByWord, listsFor } from './index-lists.ts';
import { queryRange, type RangeBlock } from './query-range.ts';
import type { IndexQuery } from './submission-index.ts';
import type { Table } from './table.ts';

/** The entries that one round looks at when some may not match. */
const blockEntries = 100;

/** A list under way: it remembers the block that was read to choose it. */
export interface Source {
  readonly list: IndexList;
  readonly hasChecks: boolean;
  read(after: string | undefined): Promise<RangeBlock<ListedItem>>;
}

/** Opens the list with the fewest entries behind the place, as far as their first blocks tell. */
export async function openRarest(table: Table, query: IndexQuery, isBackward: boolean): Promise<Source> {
  const lists = listsFor(query);
  const start = isBackward ? query.before : query.after;
  const open = (list: IndexList): Source => {
    const hasChecks = lists.length > 1 || list.hasChecks;
    const limit = hasChecks ? Math.max(blockEntries, query.limit + 1) : query.limit + 1;
    const isAscending = query.isAscending !== isBackward;
    return { list, hasChecks, read: (after) => queryRange(table, { ...list, after, isAscending, limit }) };
  };
  // A place tells nothing about a list of the other kind.
  const going = lists.filter(({ word }) => start === undefined || (word !== undefined) === isPlaceByWord(start));
  const sources = (going.length > 0 ? going : lists).map(open);
  const [first] = sources;
  if (first === undefined) throw new Error('A query without a list cannot be made.');
  if (sources.length === 1) return first;
  const blocks = await Promise.all(sources.map((source) => source.read(start)));
  const [rarest] = blocks.map((block, at) => ({ block, at })).toSorted(byRarity);
  const source = sources[rarest?.at ?? 0] ?? first;
  const block = rarest?.block;
  return { ...source, read: async (after) => (after === start && block ? block : source.read(after)) };
}

/** Orders blocks by how rare their entries are. Of two lists that go on, the one that reaches further in time is rarer. */
function byRarity(
  one: { block: RangeBlock<ListedItem>; at: number },
  other: { block: RangeBlock<ListedItem>; at: number },
): number {
  if (one.block.hasMore !== other.block.hasMore) return one.block.hasMore ? 1 : -1;
  if (!one.block.hasMore) return one.block.items.length - other.block.items.length;
  return spanOf(other.block) - spanOf(one.block);
}

/** Returns the milliseconds between the first and last entry of a block. */
function spanOf({ items }: RangeBlock<ListedItem>): number {
  const times = items.map((item) => ('facts' in item ? Date.parse(item.facts.at) : 0));
  return Math.max(...times) - Math.min(...times);
}
