import { setTimeout } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { TableUnavailable } from '../problems/errors.ts';
import type { ItemKey } from './item.ts';
import { callTable, type Table } from './table.ts';

/** The most keys of one call to `BatchGetItem`. */
const maxKeys = 100;

/** The most calls for one batch of keys. DynamoDB leaves out what is above 16 MB, and what it throttles. */
const maxCalls = 6;

/**
 * Returns the items with these keys, read consistently, in the order of the keys; `undefined` where there is none. The
 * caller, which also writes them, names their shape.
 */
export async function getItems<Item>(table: Table, keys: readonly ItemKey[]): Promise<(Item | undefined)[]> {
  const wanted = new Map(keys.map((key) => [nameOf(key), key]));
  const batches = Array.from({ length: Math.ceil(wanted.size / maxKeys) }, (_, batch) =>
    [...wanted.values()].slice(batch * maxKeys, (batch + 1) * maxKeys),
  );
  const found = await Promise.all(batches.map((batch) => getBatch(table, batch)));
  const items = new Map(found.flat().map((item) => [nameOf(item), item]));
  return keys.map((key) => items.get(nameOf(key)) as Item | undefined);
}

async function getBatch(table: Table, keys: readonly ItemKey[]): Promise<ItemKey[]> {
  const items: ItemKey[] = [];
  let left = keys;
  for (let call = 0; left.length > 0; call++) {
    if (call === maxCalls) throw new TableUnavailable('The table left items of a batch out, again and again.');
    const got = await callOnce(table, left);
    items.push(...got.items);
    // Items that were left out beside others are above the size of a response; items alone were throttled.
    if (got.items.length === 0 && got.left.length > 0) await setTimeout(20 * 2 ** call * (1 + Math.random()));
    left = got.left;
  }
  return items;
}

async function callOnce({ documents, name }: Table, keys: readonly ItemKey[]) {
  const Keys = keys.map(({ pk, sk }) => ({ pk, sk }));
  const response = await callTable(() =>
    documents.send(new BatchGetCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } })),
  );
  // Every item of the table has these two texts as its key.
  return {
    items: (response.Responses?.[name] ?? []) as ItemKey[],
    left: (response.UnprocessedKeys?.[name]?.Keys ?? []) as ItemKey[],
  };
}

const nameOf = ({ pk, sk }: ItemKey) => `${pk} ${sk}`;
