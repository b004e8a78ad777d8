import { describe, expect, it } from 'vitest';
import { AnsweredError, keyOf, startTableStage, type TableStage } from '../table-stage.ts';

const TableName = 'things';
const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
const put = (pk: string, more: object = {}) => ({ Put: { TableName, Item: keyOf(pk), ...more } });
const write = ({ call }: TableStage, TransactItems: readonly object[], more: object = {}) =>
  call('TransactWriteItems', { TransactItems, ...more });

describe('TransactWriteItems', () => {
  it('all four kinds, are carried out together', async () => {
    const stage = await startTableStage();
    for (const pk of ['checked', 'deleted', 'updated']) await stage.put(keyOf(pk));
    await write(stage, [
      put('put', isNew),
      { Delete: { TableName, Key: keyOf('deleted') } },
      { ConditionCheck: { TableName, Key: keyOf('checked'), ConditionExpression: 'attribute_exists(pk)' } },
      {
        Update: {
          ...{ TableName, Key: keyOf('updated'), UpdateExpression: 'ADD n :one' },
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ]);
    const items = await Promise.all(['put', 'deleted', 'checked', 'updated'].map((pk) => stage.get(keyOf(pk))));
    expect(items).toEqual([keyOf('put'), undefined, keyOf('checked'), { ...keyOf('updated'), n: { N: '1' } }]);
  });

  it('one condition that fails, cancels all, with a reason for each', async () => {
    const stage = await startTableStage();
    await stage.put({ ...keyOf('taken'), n: { N: '1' } });
    await expect(
      write(stage, [put('free', isNew), put('taken', { ...isNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })]),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
      document: {
        CancellationReasons: [
          { Code: 'None' },
          {
            Code: 'ConditionalCheckFailed',
            Message: 'The conditional request failed',
            Item: { ...keyOf('taken'), n: { N: '1' } },
          },
        ],
      },
    });
    expect(await stage.get(keyOf('free'))).toBeUndefined();
  });

  it.each([
    ['an update that does not fit', { Update: { TableName, Key: keyOf('b'), UpdateExpression: 'SET a = b' } }],
    ['a key that does not match', { Delete: { TableName, Key: { pk: { S: 'b' } } } }],
    ['an item without a key', { Put: { TableName, Item: { pk: { S: 'b' } } } }],
    ['an item that is too large', { Put: { TableName, Item: { ...keyOf('b'), v: { S: 'x'.repeat(400 * 1024) } } } }],
  ])('%s, cancels all with a ValidationError', async (_what, element) => {
    const stage = await startTableStage();
    await expect(write(stage, [put('a'), element])).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      document: { CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError', Message: expect.any(String) }] },
    });
    expect(await stage.get(keyOf('a'))).toBeUndefined();
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => put(`many${at}`));
  it.each([
    ['no item', [], 'Member must have length greater than or equal to 1'],
    ['101 items', many(101), 'Member must have length less than or equal to 100'],
    ['one item twice', [put('a'), put('a')], 'Transaction request cannot include multiple operations on one item'],
    [
      'two kinds in one',
      [{ ...put('a'), Delete: { TableName, Key: keyOf('b') } }],
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    ['an empty key', [put('')], 'cannot contain an empty string value. Key: pk'],
    ['a wrong expression', [put('a', { ConditionExpression: 'a =' })], 'Invalid ConditionExpression: Syntax error'],
    ['a check without a condition', [{ ConditionCheck: { TableName, Key: keyOf('a') } }], 'must not be null'],
    [
      'more than 4 MB',
      Array.from({ length: 11 }, (_, at) => ({
        Put: { TableName, Item: { ...keyOf(`${at}`), v: { S: 'x'.repeat(399 * 1024) } } },
      })),
      '4 MB',
    ],
  ])('%s, is a ValidationException', async (_what, elements, message) => {
    const stage = await startTableStage();
    await expect(write(stage, elements)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('100 items, are carried out', async () => {
    const stage = await startTableStage();
    await write(stage, many(100));
    expect(await stage.call('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 100 });
  });

  it('a token, carries out its writes once in ten minutes', async () => {
    const stage = await startTableStage();
    const count = [
      {
        Update: {
          TableName,
          Key: keyOf('a'),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ];
    const token = { ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' };
    expect(await write(stage, count, token)).toMatchObject({ ConsumedCapacity: [{ WriteCapacityUnits: 2 }] });
    stage.passSeconds(599);
    expect(await write(stage, count, token)).toMatchObject({ ConsumedCapacity: [{ ReadCapacityUnits: 2 }] });
    expect(await stage.get(keyOf('a'))).toMatchObject({ n: { N: '1' } });
    await expect(write(stage, [put('b')], token)).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    stage.passSeconds(2);
    await write(stage, count, token);
    expect(await stage.get(keyOf('a'))).toMatchObject({ n: { N: '2' } });
  });

  it('a cancelled transaction, does not use up its token', async () => {
    const stage = await startTableStage();
    await stage.put(keyOf('a'));
    const token = { ClientRequestToken: 'token' };
    await expect(write(stage, [put('a', isNew)], token)).rejects.toBeInstanceOf(AnsweredError);
    await stage.call('DeleteItem', { TableName, Key: keyOf('a') });
    await write(stage, [put('a', isNew)], token);
    expect(await stage.get(keyOf('a'))).toEqual(keyOf('a'));
  });

  it('of many transactions for one name at once, one wins', async () => {
    const stage = await startTableStage();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, at) => write(stage, [put('name', isNew), put(`user${at}`, isNew)])),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stage.call('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 2 });
  });
});

describe('TransactGetItems', () => {
  it('items in order, come back with gaps', async () => {
    const stage = await startTableStage();
    await stage.put({ ...keyOf('a'), n: { N: '1' } });
    const get = (pk: string, more: object = {}) => ({ Get: { TableName, Key: keyOf(pk), ...more } });
    const TransactItems = [get('none'), get('a', { ProjectionExpression: 'n' })];
    expect(await stage.call('TransactGetItems', { TransactItems })).toEqual({
      Responses: [{}, { Item: { n: { N: '1' } } }],
    });
  });

  it('a key that does not match, cancels all', async () => {
    const { call } = await startTableStage();
    const TransactItems = [{ Get: { TableName, Key: { pk: { S: 'a' } } } }];
    await expect(call('TransactGetItems', { TransactItems })).rejects.toMatchObject({
      document: {
        CancellationReasons: [
          { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
        ],
      },
    });
  });
});
