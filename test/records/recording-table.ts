import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AttributeMap, AttributeValue } from '../../packages/dynamodb-table/src/values/attribute-value.ts';
import { itemSize } from '../../packages/dynamodb-table/src/values/item-size.ts';
import type { Table } from '../../src/records/table.ts';

/** The read and write units that partitions of a table have been asked for. */
export interface Load {
  readonly reads: ReadonlyMap<string, number>;
  readonly writes: ReadonlyMap<string, number>;
  /** The bytes of every item that was put, by the first part of its keys. */
  readonly putBytes: readonly { readonly name: string; readonly bytes: number }[];
}

interface WriteInput {
  readonly Key?: AttributeMap;
  readonly Item?: AttributeMap;
}

interface Input extends WriteInput {
  readonly TransactItems?: readonly { Put?: WriteInput; Update?: WriteInput; Delete?: WriteInput }[];
  readonly ExpressionAttributeValues?: AttributeMap;
}

/**
 * A table that keeps its counters alone, and notes the units that DynamoDB would count for each partition. They are one
 * for each kilobyte written, two in a transaction, and one for a read of a small item.
 */
export function recordingTable(): { readonly table: Table; readonly load: Load } {
  const [reads, writes, counters] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const putBytes: { name: string; bytes: number }[] = [];
  const add = (to: Map<string, number>, key: string, by: number) => to.set(key, (to.get(key) ?? 0) + by);
  const write = ({ Item, Key }: WriteInput, unitsPerKilobyte: number) => {
    const bytes = Item ? itemSize(Item) : 1;
    if (Item) putBytes.push({ name: `${partitionOf(Item).split('#')[0]} ${wordOf(Item.sk).split('#')[0]}`, bytes });
    add(writes, partitionOf(Item ?? Key), unitsPerKilobyte * Math.ceil(bytes / 1024));
  };

  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1', credentials }), {
    marshallOptions: { removeUndefinedValues: true },
    unmarshallOptions: { wrapNumbers: Number },
  });
  documents.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ request }) => {
        const { TransactItems, ...single } = inputOf(request);
        const response = { output: { $metadata: {} }, response: {} };
        if (commandName.startsWith('Get')) add(reads, partitionOf(single.Key), 1);
        else if (TransactItems)
          for (const { Put, Update, Delete } of TransactItems) write(Put ?? Update ?? Delete ?? {}, 2);
        else write(single, 1);
        if (!commandName.startsWith('Update')) return response;
        const [by = 0] = Object.values(single.ExpressionAttributeValues ?? {}).map((value) => Number(wordOf(value)));
        add(counters, partitionOf(single.Key), by);
        const last = counters.get(partitionOf(single.Key));
        return { ...response, output: { $metadata: {}, Attributes: { last } } };
      },
    { step: 'build', name: 'recordLoad' },
  );
  return { table: { documents, name: 'recorded' }, load: { reads, writes, putBytes } };
}

/** The input of a call, as it would go over the wire: every number and text is in DynamoDB's form there. */
function inputOf(request: unknown): Input {
  const body = typeof request === 'object' && request !== null && 'body' in request ? request.body : undefined;
  return JSON.parse(body instanceof Uint8Array ? Buffer.from(body).toString() : String(body));
}

/** The text or the digits of a value. */
const wordOf = (value: AttributeValue | undefined): string =>
  Object.values(value ?? {})
    .map(String)
    .join('');
const partitionOf = (key: AttributeMap | undefined): string => wordOf(key?.pk);
