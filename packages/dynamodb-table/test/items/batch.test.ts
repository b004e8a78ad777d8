import { describe, expect, it } from 'vitest';
import { keyOf, startTableStage } from '../table-stage.ts';

const keys = (count: number) => Array.from({ length: count }, (_, at) => keyOf('a', String(at)));

describe('BatchWriteItem', () => {
  it('puts and deletes, are carried out together', async () => {
    const { call, put, get } = await startTableStage();
    await put(keyOf('old'));
    const things = [{ PutRequest: { Item: keyOf('new') } }, { DeleteRequest: { Key: keyOf('old') } }];
    expect(await call('BatchWriteItem', { RequestItems: { things }, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [{ TableName: 'things', CapacityUnits: 2 }],
    });
    expect([await get(keyOf('new')), await get(keyOf('old'))]).toEqual([keyOf('new'), undefined]);
  });

  it.each([
    [keys(26).map((Key) => ({ DeleteRequest: { Key } })), 'Too many items requested for the BatchWriteItem call'],
    [
      [{ DeleteRequest: { Key: keyOf('a') } }, { PutRequest: { Item: keyOf('a') } }],
      'Provided list of item keys contains duplicates',
    ],
    [[], 'The batch write request list for a table cannot be null or empty.'],
    [[{ PutRequest: { Item: { pk: { S: 'a' } } } }], 'Missing the key sk in the item'],
  ])('requests of case %#, are refused whole', async (things, message) => {
    const { call } = await startTableStage();
    await expect(call('BatchWriteItem', { RequestItems: { things } })).rejects.toThrow(message);
    expect(await call('Scan', { TableName: 'things' })).toMatchObject({ Count: 0 });
  });
});

describe('BatchGetItem', () => {
  it('a table named like the prototype, is answered as any other', async () => {
    const { call } = await startTableStage();
    await call('CreateTable', {
      TableName: '__proto__',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const item = { pk: { S: 'a' } };
    await call('PutItem', { TableName: '__proto__', Item: item });
    const { Responses } = await call('BatchGetItem', { RequestItems: { ['__proto__']: { Keys: [item] } } });
    expect(Object.entries(Object(Responses))).toEqual([['__proto__', [item]]]);
  });

  it('the items that are there, come back cut', async () => {
    const { call, put } = await startTableStage();
    await put({ ...keyOf('a'), n: { N: '1' }, m: { N: '2' } });
    const things = { Keys: [keyOf('a'), keyOf('none')], ProjectionExpression: 'n', ConsistentRead: true };
    expect(await call('BatchGetItem', { RequestItems: { things }, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Responses: { things: [{ n: { N: '1' } }] },
      UnprocessedKeys: {},
      ConsumedCapacity: [{ TableName: 'things', CapacityUnits: 2 }],
    });
  });

  it('more than 16 MB, are left over', async () => {
    const { call, put } = await startTableStage();
    for (const key of keys(44)) await put({ ...key, v: { S: 'x'.repeat(399 * 1024) } });
    const answer = await call('BatchGetItem', { RequestItems: { things: { Keys: keys(44) } } });
    const { Responses, UnprocessedKeys } = answer as Record<string, Record<string, { Keys: object[] } & object[]>>;
    const [found, left] = [Responses?.things?.length ?? 0, UnprocessedKeys?.things?.Keys.length ?? 0];
    expect(found + left).toBe(44);
    expect(left).toBeGreaterThan(0);
  });

  it.each([
    [keys(101), 'Too many items requested for the BatchGetItem call'],
    [[keyOf('a'), keyOf('a')], 'Provided list of item keys contains duplicates'],
  ])('keys of case %#, are refused', async (Keys, message) => {
    const { call } = await startTableStage();
    await expect(call('BatchGetItem', { RequestItems: { things: { Keys } } })).rejects.toThrow(message);
  });
});
