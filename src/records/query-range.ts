import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './item.ts';
import { callTable, type Table } from './table.ts';

/** A part of the common list of several partitions: sort keys from `low` to `high`, in one direction. */
export interface RangeQuery {
  readonly partitions: readonly string[];
  readonly low: string;
  readonly high: string;
  /** The sort key behind which the range begins, in its direction. It may be any text. */
  readonly after?: string | undefined;
  readonly isAscending: boolean;
  readonly limit: number;
}

/** Some items of a range, and whether there are more. */
export interface RangeBlock<Item> {
  readonly items: Item[];
  readonly hasMore: boolean;
}

/**
 * Returns the next items of a range, read consistently and in order across its partitions. The place at which it begins
 * narrows the range: as a start key, one from outside of it would be an error.
 */
export async function queryRange<Item extends ItemKey>(table: Table, query: RangeQuery): Promise<RangeBlock<Item>> {
  const { after, isAscending, limit } = query;
  const low = isAscending && after !== undefined && isBehind(after, query.low) ? after : query.low;
  const high = !isAscending && after !== undefined && isBehind(query.high, after) ? after : query.high;
  if (isBehind(low, high)) return { items: [], hasMore: false };
  const blocks = await Promise.all(
    query.partitions.map((pk) => queryPartition<Item>(table, { pk, low, high, isAscending, limit: limit + 2 })),
  );
  return mergeBlocks(blocks, { after, isAscending, limit });
}

/** Cuts the blocks of several partitions to one: no later block has an item that belongs before its end. */
function mergeBlocks<Item extends ItemKey>(
  blocks: readonly RangeBlock<Item>[],
  { after, isAscending, limit }: Pick<RangeQuery, 'after' | 'isAscending' | 'limit'>,
): RangeBlock<Item> {
  const isFirst = (one: string, other: string) => (isAscending ? isBehind(other, one) : isBehind(one, other));
  const ends = blocks.flatMap(({ items, hasMore }) => (hasMore ? (items.at(-1)?.sk ?? []) : []));
  const knownTo = ends.toSorted((one, other) => (isFirst(one, other) ? -1 : 1))[0];
  const found = blocks
    .flatMap(({ items }) => items)
    .filter(({ sk }) => sk !== after && (knownTo === undefined || !isFirst(knownTo, sk)))
    .sort((one, other) => (isFirst(one.sk, other.sk) ? -1 : 1));
  const items = found.slice(0, limit);
  return { items, hasMore: items.length < found.length || ends.length > 0 };
}

async function queryPartition<Item extends ItemKey>(
  table: Table,
  { pk, low, high, isAscending, limit }: Omit<RangeQuery, 'partitions' | 'after'> & { pk: string },
): Promise<RangeBlock<Item>> {
  const response = await callTable(() =>
    table.documents.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
        ExpressionAttributeValues: { ':pk': pk, ':low': low, ':high': high },
        ScanIndexForward: isAscending,
        Limit: limit,
        ConsistentRead: true,
      }),
    ),
  );
  return { items: (response.Items ?? []) as Item[], hasMore: response.LastEvaluatedKey !== undefined };
}

/** True when DynamoDB sorts the first text behind the second: by the bytes of UTF-8. */
function isBehind(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0;
}
