import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from './item.ts';
import { callTable, type Table } from './table.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  /** The start of the next page, or `null` after the last. */
  readonly next: string | null;
}

/** Where a page begins and ends. `after` is the sort key of the last item on the page before. */
interface PageQuery {
  readonly pk: string;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Returns a page of the items in a partition whose sort key begins with `prefix`, newest first. */
export function queryItems<Item extends ItemKey>(
  table: Table,
  { prefix, ...query }: PageQuery & { readonly prefix: string },
): Promise<Page<Item>> {
  const within = { KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)', ScanIndexForward: false };
  return queryPage(table, query, { ...within, ExpressionAttributeValues: { ':pk': query.pk, ':sk': prefix } });
}

/** Returns a page of the items in a partition whose sort key is at most `upTo`, oldest first. */
export function queryItemsUpTo<Item extends ItemKey>(
  table: Table,
  { upTo, ...query }: PageQuery & { readonly upTo: string },
): Promise<Page<Item>> {
  const within = { KeyConditionExpression: 'pk = :pk AND sk <= :sk', ScanIndexForward: true };
  return queryPage(table, query, { ...within, ExpressionAttributeValues: { ':pk': query.pk, ':sk': upTo } });
}

/** Runs a query for one item more than it returns: the limit hides whether a list goes on. */
async function queryPage<Item extends ItemKey>(
  table: Table,
  { pk, limit, after }: PageQuery,
  within: Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues' | 'ScanIndexForward'>,
): Promise<Page<Item>> {
  const response = await callTable(() =>
    table.documents.send(
      new QueryCommand({
        TableName: table.name,
        ...within,
        ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
        Limit: limit + 1,
        ConsistentRead: true,
      }),
    ),
  );
  const found = (response.Items ?? []) as Item[];
  const items = found.slice(0, limit);
  const hasMore = found.length > limit || response.LastEvaluatedKey !== undefined; // A query also stops at a megabyte.
  return { items, next: hasMore ? (items.at(-1)?.sk ?? null) : null };
}

/** Yields one list after the other, `limit` items each, for callers that search for some items among many. */
export async function* queryPages<Item extends ItemKey>(
  table: Table,
  query: { pk: string; prefix: string; limit: number },
): AsyncGenerator<Item[]> {
  let after: string | undefined;
  do {
    const page = await queryItems<Item>(table, { ...query, after });
    yield page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
