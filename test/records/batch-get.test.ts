import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedTable, startEmbeddedTable } from '../../cli/table.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import { getItems } from '../../src/records/batch-get.ts';
import { putItem } from '../../src/records/item.ts';
import { prepareTable } from '../../src/records/prepare-table.ts';
import { createTable, type Table } from '../../src/records/table.ts';
import { testConfig } from '../support/test-config.ts';

let embedded: EmbeddedTable;
let table: Table;
beforeAll(async () => {
  embedded = await startEmbeddedTable();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  table = createTable(testConfig({ tableName: 'batches', dynamodbEndpoint: embedded.endpoint, credentials }));
  await prepareTable(table);
});
afterAll(() => embedded.close());

const keyOf = (number: number) => ({ pk: `ITEM#${number}`, sk: 'ITEM' });

describe('getItems', () => {
  it('getItems, 230 keys of which some are missing or twice, keeps their order', async () => {
    const numbers = Array.from({ length: 230 }, (_, at) => (at * 7) % 220);
    await Promise.all(numbers.filter((n) => n % 3 > 0).map((number) => putItem(table, { ...keyOf(number), number })));
    const items = await getItems<{ number: number }>(table, numbers.map(keyOf));
    expect(items.map((item) => item?.number)).toEqual(numbers.map((n) => (n % 3 > 0 ? n : undefined)));
    expect(await getItems(table, [])).toEqual([]);
  });

  it('getItems, large items that DynamoDB leaves out of a response, asks for the rest', async () => {
    const text = 'x'.repeat(390_000);
    const numbers = Array.from({ length: 45 }, (_, at) => 1000 + at);
    await Promise.all(numbers.map((number) => putItem(table, { ...keyOf(number), number, text })));
    const items = await getItems<{ number: number }>(table, numbers.map(keyOf));
    expect(items.map((item) => item?.number)).toEqual(numbers);
  });

  it('getItems, keys that are throttled each time, ends as an outage', async () => {
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
    const mock = mockClient(documents);
    mock.on(BatchGetCommand).resolves({ Responses: { x: [{ ...keyOf(1), number: 1 }] } });
    expect(await getItems({ documents, name: 'x' }, [keyOf(1)])).toMatchObject([{ number: 1 }]);
    expect(mock.commandCalls(BatchGetCommand)[0]?.args[0].input.RequestItems?.x).toEqual({
      Keys: [keyOf(1)],
      ConsistentRead: true,
    });
    mock.on(BatchGetCommand).resolves({ UnprocessedKeys: { x: { Keys: [keyOf(1)] } } });
    await expect(getItems({ documents, name: 'x' }, [keyOf(1)])).rejects.toBeInstanceOf(TableUnavailable);
  });
});
