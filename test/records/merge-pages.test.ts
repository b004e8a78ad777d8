import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemKey } from '../../src/records/item.ts';
import { mergePages } from '../../src/records/merge-pages.ts';
import type { Page } from '../../src/records/query.ts';

/** Reads a partition as DynamoDB does: newest first, after a key that need not exist, and cut short where it wants. */
function readPartition(partition: readonly ItemKey[], limit: number, cutAt: number, after?: string): Page<ItemKey> {
  const rest = partition
    .filter(({ sk }) => after === undefined || sk < after)
    .sort((one, other) => (one.sk < other.sk ? 1 : -1));
  const items = rest.slice(0, Math.min(limit, cutAt));
  return { items, next: items.length < rest.length ? (items.at(-1)?.sk ?? null) : null };
}

const distributions = fc.record({
  keys: fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { maxLength: 120 }),
  shards: fc.infiniteStream(fc.integer({ min: 0, max: 16 })),
  limit: fc.integer({ min: 1, max: 100 }),
  cutAt: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 10 })),
});

describe('mergePages', () => {
  it('mergePages, any distribution and page size, gives the sorted list, none lost or twice', () => {
    fc.assert(
      fc.property(distributions, ({ keys, shards, limit, cutAt }) => {
        const partitions: ItemKey[][] = Array.from({ length: 17 }, () => []);
        for (const key of keys) {
          const [shard = 0] = shards.take(1);
          partitions[shard]?.push({ pk: `ALL#${shard}`, sk: String(key).padStart(6, '0') });
        }
        const read: string[] = [];
        let after: string | undefined;
        for (let pages = 0; pages <= keys.length; pages++) {
          const page = mergePages(
            partitions.map((partition) => readPartition(partition, limit, cutAt, after)),
            limit,
          );
          expect(page.items.length).toBeLessThanOrEqual(limit);
          read.push(...page.items.map(({ sk }) => sk));
          if (page.next === null) break;
          expect(page.next).toBe(read.at(-1));
          after = page.next;
        }
        const sorted = keys
          .map((key) => String(key).padStart(6, '0'))
          .sort()
          .reverse();
        expect(read).toEqual(sorted);
      }),
    );
  });

  it('mergePages, partitions that were read whole, fills each page but the last', () => {
    const partition = (name: string, ...keys: string[]) => keys.map((sk) => ({ pk: name, sk }));
    const partitions = [partition('A', '5', '1'), partition('B', '4', '3', '2'), []];
    const page = (limit: number, after?: string) =>
      mergePages(
        partitions.map((one) => readPartition(one, limit, Number.POSITIVE_INFINITY, after)),
        limit,
      );
    expect(page(3)).toMatchObject({ items: [{ sk: '5' }, { sk: '4' }, { sk: '3' }], next: '3' });
    expect(page(3, '3')).toMatchObject({ items: [{ sk: '2' }, { sk: '1' }], next: null });
    expect(page(5)).toMatchObject({ next: null });
    expect(mergePages([], 5)).toEqual({ items: [], next: null });
  });
});
