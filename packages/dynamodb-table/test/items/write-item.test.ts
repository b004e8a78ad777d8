import { describe, expect, it } from 'vitest';
import { invalidBecause, keyOf, startTableStage, things } from '../table-stage.ts';

const TableName = 'things';
const kilobytes = (count: number) => ({ S: 'x'.repeat(count * 1024) });

describe('PutItem', () => {
  it('an item, comes back as it is kept', async () => {
    const { put, get } = await startTableStage();
    const item = JSON.parse(
      '{"pk":{"S":"a"},"sk":{"S":"x"},"__proto__":{"S":"p"},"n":{"N":"1.50"},"m":{"M":{"l":{"L":[{"NULL":true}]}}}}',
    );
    await put(item);
    expect(JSON.stringify(await get(keyOf('a')))).toBe(JSON.stringify(item).replace('1.50', '1.5'));
  });

  it('a condition that fails, writes nothing and shows the item when asked', async () => {
    const { call, put, get } = await startTableStage();
    const old = { ...keyOf('a'), n: { N: '1' } };
    await put(old);
    const request = { TableName, Item: keyOf('a'), ConditionExpression: 'attribute_not_exists(pk)' };
    await expect(call('PutItem', request)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      document: expect.not.objectContaining({ Item: expect.anything() }),
    });
    await expect(call('PutItem', { ...request, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })).rejects.toMatchObject(
      { document: { Item: old } },
    );
    expect(await get(keyOf('a'))).toEqual(old);
  });

  it('ReturnValues ALL_OLD, is the item from before', async () => {
    const { call } = await startTableStage();
    const request = { TableName, Item: keyOf('a'), ReturnValues: 'ALL_OLD' };
    expect(await call('PutItem', request)).toEqual({});
    expect(await call('PutItem', request)).toEqual({ Attributes: keyOf('a') });
  });

  const tooLong = 'One or more parameter values were invalid:';
  it.each([
    [{ pk: { S: 'a' } }, `${tooLong} Missing the key sk in the item`],
    [{ ...keyOf('a'), sk: { N: '1' } }, `${tooLong} Type mismatch for key sk expected: S actual: N`],
    [
      keyOf(''),
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [keyOf('a'.repeat(2049)), `${tooLong} Size of hashkey has exceeded the maximum size limit of2048 bytes`],
    [
      keyOf('a', 'a'.repeat(1025)),
      `${tooLong} Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
    ],
    [{ ...keyOf('a'), v: kilobytes(400) }, 'Item size has exceeded the maximum allowed size'],
  ])('an item against the limits (case %#), is refused', async (item, message) => {
    const { put } = await startTableStage();
    await expect(put(item)).rejects.toMatchObject(invalidBecause(message));
  });

  it('an item at the limits, is kept', async () => {
    const { put, get } = await startTableStage();
    const key = keyOf('a'.repeat(2048), 'a'.repeat(1024));
    const names = 'pk'.length + 'sk'.length + 'v'.length;
    const item = { ...key, v: { S: 'x'.repeat(400 * 1024 - 2048 - 1024 - names) } };
    await put(item);
    expect(await get(key)).toEqual(item);
  });

  it.each([
    [{ ReturnValues: 'ALL_NEW' }, 'ReturnValues can only be ALL_OLD or NONE'],
    [{ ReturnValues: 'X' }, 'Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]'],
    [{ Expected: {} }, 'The embedded table does not have the parameter Expected.'],
    [{ Item: undefined }, "Value null at 'item' failed to satisfy constraint: Member must not be null"],
    [
      { ExpressionAttributeNames: { '#a': 'a' } },
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      { ExpressionAttributeValues: { ':a': { S: '' } } },
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    ],
    [
      { ConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': { S: '' }, ':b': { S: '' } } },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}',
    ],
  ])('%j, is refused', async (change, message) => {
    const { call } = await startTableStage();
    await expect(call('PutItem', { TableName, Item: keyOf('a'), ...change })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('no such table, is a ResourceNotFoundException', async () => {
    const { call } = await startTableStage();
    await expect(call('PutItem', { TableName: 'none', Item: keyOf('a') })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });

  it('the ARN of a table, stands for its name', async () => {
    const { call, get } = await startTableStage();
    await call('PutItem', { TableName: 'arn:aws:dynamodb:eu-west-1:123456789012:table/things', Item: keyOf('a') });
    expect(await get(keyOf('a'))).toEqual(keyOf('a'));
  });
});

describe('UpdateItem', () => {
  const add = {
    UpdateExpression: 'ADD n :one SET m.a = :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  };

  it('a missing item, is made with its key', async () => {
    const { call, get } = await startTableStage();
    await call('UpdateItem', { TableName, Key: keyOf('a') });
    expect(await get(keyOf('a'))).toEqual(keyOf('a'));
  });

  it.each([
    ['NONE', undefined],
    ['ALL_OLD', { ...keyOf('a'), m: { M: { b: { S: 'b' } } } }],
    ['UPDATED_OLD', undefined],
    ['ALL_NEW', { ...keyOf('a'), n: { N: '1' }, m: { M: { a: { N: '1' }, b: { S: 'b' } } } }],
    ['UPDATED_NEW', { n: { N: '1' }, m: { M: { a: { N: '1' } } } }],
  ])('ReturnValues %s', async (ReturnValues, Attributes) => {
    const { call, put } = await startTableStage();
    await put({ ...keyOf('a'), m: { M: { b: { S: 'b' } } } });
    const answer = await call('UpdateItem', { TableName, Key: keyOf('a'), ...add, ReturnValues });
    expect(answer.Attributes).toEqual(Attributes);
  });

  it('counters of many clients at once, lose no count', async () => {
    const { call, get } = await startTableStage();
    const request = {
      TableName,
      Key: keyOf('a'),
      UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
      ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
    };
    await Promise.all(Array.from({ length: 100 }, () => call('UpdateItem', request)));
    expect(await get(keyOf('a'))).toMatchObject({ n: { N: '100' } });
  });

  it('an attribute of the key, cannot change', async () => {
    const { call } = await startTableStage();
    await expect(
      call('UpdateItem', { TableName, Key: keyOf('a'), UpdateExpression: 'REMOVE sk' }),
    ).rejects.toMatchObject(
      invalidBecause(
        'One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key',
      ),
    );
  });

  it('an item that would become too large, stays', async () => {
    const { call, put, get } = await startTableStage();
    await put({ ...keyOf('a'), v: kilobytes(399) });
    const update = { UpdateExpression: 'SET w = :w', ExpressionAttributeValues: { ':w': kilobytes(2) } };
    await expect(call('UpdateItem', { TableName, Key: keyOf('a'), ...update })).rejects.toMatchObject(
      invalidBecause('Item size to update has exceeded the maximum allowed size'),
    );
    expect(await get(keyOf('a'))).not.toHaveProperty('w');
  });
});

describe('DeleteItem', () => {
  it('an item, is gone, and deleting it again is no error', async () => {
    const { call, put, get } = await startTableStage();
    await put(keyOf('a'));
    const request = { TableName, Key: keyOf('a'), ReturnValues: 'ALL_OLD' };
    expect(await call('DeleteItem', request)).toEqual({ Attributes: keyOf('a') });
    expect(await get(keyOf('a'))).toBeUndefined();
    expect(await call('DeleteItem', request)).toEqual({});
  });

  it('a key of other attributes, is refused', async () => {
    const { call } = await startTableStage();
    for (const Key of [{ pk: { S: 'a' } }, { ...keyOf('a'), n: { N: '1' } }, { pk: { S: 'a' }, sk: { N: '1' } }])
      await expect(call('DeleteItem', { TableName, Key })).rejects.toMatchObject(
        invalidBecause('The provided key element does not match the schema'),
      );
  });
});

describe('ConsumedCapacity', () => {
  it('writes, are charged by started kilobyte of the larger item', async () => {
    const { call } = await startTableStage();
    const units = async (operation: string, request: object, mode = 'TOTAL') =>
      (await call(operation, { TableName, ReturnConsumedCapacity: mode, ...request })).ConsumedCapacity;
    expect(await units('PutItem', { Item: { ...keyOf('a'), v: kilobytes(3) } })).toEqual({
      TableName,
      CapacityUnits: 4,
    });
    expect(await units('PutItem', { Item: keyOf('a') })).toEqual({ TableName, CapacityUnits: 4 });
    expect(await units('DeleteItem', { Key: keyOf('a') }, 'INDEXES')).toEqual({
      TableName,
      CapacityUnits: 1,
      Table: { CapacityUnits: 1 },
    });
    expect(await units('DeleteItem', { Key: keyOf('a') }, 'NONE')).toBeUndefined();
  });

  it('reads, are charged by started 4 kilobytes, half unless consistent', async () => {
    const { call, put } = await startTableStage();
    await put({ ...keyOf('a'), v: kilobytes(5) });
    const units = async (operation: string, request: object) =>
      (await call(operation, { TableName, ReturnConsumedCapacity: 'TOTAL', ...request })).ConsumedCapacity;
    const query = { KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };
    expect(await units('GetItem', { Key: keyOf('a') })).toEqual({ TableName, CapacityUnits: 1 });
    expect(await units('GetItem', { Key: keyOf('a'), ConsistentRead: true })).toEqual({ TableName, CapacityUnits: 2 });
    expect(await units('GetItem', { Key: keyOf('none') })).toEqual({ TableName, CapacityUnits: 0.5 });
    expect(await units('Query', { ...query, ConsistentRead: true })).toEqual({ TableName, CapacityUnits: 2 });
    expect(await units('Query', { ...query, Select: 'COUNT' })).toEqual({ TableName, CapacityUnits: 1 });
  });

  it('transactions, are charged twice, and tell reads from writes', async () => {
    const { call } = await startTableStage();
    const write = { TransactItems: [{ Put: { TableName, Item: keyOf('a') } }], ReturnConsumedCapacity: 'TOTAL' };
    expect(await call('TransactWriteItems', write)).toEqual({
      ConsumedCapacity: [{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }],
    });
    const read = { TransactItems: [{ Get: { TableName, Key: keyOf('a') } }], ReturnConsumedCapacity: 'TOTAL' };
    expect(await call('TransactGetItems', read)).toMatchObject({
      ConsumedCapacity: [{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }],
    });
  });
});

describe('tables side by side', () => {
  it('a table of a number key, orders by value', async () => {
    const { call } = await startTableStage();
    await call('CreateTable', {
      ...things,
      TableName: 'numbers',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'B' },
        { AttributeName: 'sk', AttributeType: 'N' },
      ],
    });
    const numbers = ['-10', '-9.5', '-1e-3', '0', '1e-3', '9', '10', '1e20'];
    for (const N of numbers.toReversed())
      await call('PutItem', { TableName: 'numbers', Item: { pk: { B: 'AA==' }, sk: { N } } });
    const { Items } = await call('Query', {
      TableName: 'numbers',
      KeyConditionExpression: 'pk = :pk AND sk > :low',
      ExpressionAttributeValues: { ':pk': { B: 'AA==' }, ':low': { N: '-9.50' } },
    });
    expect(Items).toEqual(
      ['-0.001', '0', '0.001', '9', '10', `1${'0'.repeat(20)}`].map((N) => ({ pk: { B: 'AA==' }, sk: { N } })),
    );
  });
});
