import type { ItemKey } from './item.ts';
import type { Page } from './query.ts';

/**
 * Merges the pages of several partitions to one page of their common list. All begin after the same sort key. The list
 * is newest first and exact: no later page has an item that belongs to this one. Keys are compared as texts, which for
 * ASCII is the order of DynamoDB.
 */
export function mergePages<Item extends ItemKey>(pages: readonly Page<Item>[], limit: number): Page<Item> {
  const found = pages.flatMap(({ items }) => items).sort((one, other) => (one.sk < other.sk ? 1 : -1));
  // Behind the last item of a partition that goes on, that partition may have the next item of the list.
  const ends = pages.flatMap(({ next }) => (next === null ? [] : [next]));
  const knownTo = ends.reduce((latest, end) => (end > latest ? end : latest), '');
  const items = found.filter(({ sk }) => sk >= knownTo).slice(0, limit);
  const hasMore = items.length < found.length || ends.length > 0;
  return { items, next: hasMore ? (items.at(-1)?.sk ?? null) : null };
}
