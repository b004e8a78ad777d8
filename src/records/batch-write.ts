import { setTimeout } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { TableUnavailable } from '../problems/errors.ts';
import type { ItemKey } from './item.ts';
import { callTable, type Table } from './table.ts';

/**
 * The most writes of one call to `BatchWriteItem`.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
const maxWrites = 25;

/** The most calls for one batch: DynamoDB leaves out what it throttles. */
const maxCalls = 6;

type WriteRequest = { PutRequest: { Item: ItemKey & Record<string, unknown> } } | { DeleteRequest: { Key: ItemKey } };

/**
 * Writes items with different keys, replacing those that exist, each by itself: after a failure some are written. A
 * write costs half of one in a transaction.
 */
export function putItems(table: Table, items: readonly (ItemKey & Record<string, unknown>)[]): Promise<void> {
  return writeAll(
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );
}

/** Removes items with different keys, each by itself; a missing item is no error. */
export function removeItems(table: Table, keys: readonly ItemKey[]): Promise<void> {
  return writeAll(
    table,
    keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );
}

async function writeAll(table: Table, requests: readonly WriteRequest[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(requests.length / maxWrites) }, (_, batch) =>
    requests.slice(batch * maxWrites, (batch + 1) * maxWrites),
  );
  await Promise.all(batches.map((batch) => writeBatch(table, batch)));
}

async function writeBatch({ documents, name }: Table, requests: readonly WriteRequest[]): Promise<void> {
  let left = requests;
  for (let call = 0; left.length > 0; call++) {
    if (call === maxCalls) throw new TableUnavailable('The table left writes of a batch out, again and again.');
    if (call > 0) await setTimeout(20 * 2 ** call * (1 + Math.random()));
    const command = new BatchWriteCommand({ RequestItems: { [name]: [...left] } });
    const response = await callTable(() => documents.send(command));
    // What comes back is what was sent.
    left = (response.UnprocessedItems?.[name] ?? []) as WriteRequest[];
  }
}
