import { describe, expect, it } from 'vitest';
import { invalidBecause, keyOf, startTableStage, things } from '../table-stage.ts';

describe('CreateTable', () => {
  it('a new table, is CREATING in the response and ACTIVE from then on', async () => {
    const { call } = await startTableStage();
    const created = await call('CreateTable', { ...things, TableName: 'new' });
    expect(created.TableDescription).toMatchObject({ TableName: 'new', TableStatus: 'CREATING', ItemCount: 0 });
    expect((await call('DescribeTable', { TableName: 'new' })).Table).toMatchObject({
      TableStatus: 'ACTIVE',
      KeySchema: things.KeySchema,
      AttributeDefinitions: things.AttributeDefinitions,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/new',
    });
  });

  it('a name that is taken, is a ResourceInUseException', async () => {
    const { call } = await startTableStage();
    await expect(call('CreateTable', things)).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: 'Table already exists: things',
    });
  });

  it.each([
    [{ TableName: 'ab' }, 'Invalid table/index name.'],
    [{ TableName: undefined }, "Value null at 'tableName' failed to satisfy constraint: Member must not be null"],
    [{ KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }, 'The first KeySchemaElement is not a HASH key type'],
    [{ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }, 'Keys: [id], AttributeDefinitions: [pk, sk]'],
    [{ KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] }, 'does not exactly match number of attributes'],
    [{ BillingMode: 'PROVISIONED' }, 'ReadCapacityUnits and WriteCapacityUnits must both be specified'],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    ],
    [{ GlobalSecondaryIndexes: [{}] }, 'The embedded table does not have the parameter GlobalSecondaryIndexes.'],
    [{ LocalSecondaryIndexes: [{}] }, 'The embedded table does not have the parameter LocalSecondaryIndexes.'],
    [
      { StreamSpecification: { StreamEnabled: true } },
      'The embedded table does not have the parameter StreamSpecification.',
    ],
  ])('%j, is refused', async (change, message) => {
    const { call } = await startTableStage();
    await expect(call('CreateTable', { ...things, TableName: 'other', ...change })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });
});

describe('DescribeTable', () => {
  it('a table with items, tells their number and size', async () => {
    const { call, put } = await startTableStage();
    for (const sk of ['1', '2']) await put(keyOf('a', sk));
    const { Table } = await call('DescribeTable', { TableName: 'things' });
    expect(Table).toMatchObject({ ItemCount: 2, TableSizeBytes: 12 });
  });

  it('no such table, is a ResourceNotFoundException with its name', async () => {
    const { call } = await startTableStage();
    for (const operation of ['DescribeTable', 'DeleteTable', 'DescribeTimeToLive'])
      await expect(call(operation, { TableName: 'none' })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Requested resource not found: Table: none not found',
      });
  });
});

describe('ListTables', () => {
  it('a limit, cuts the names into pages', async () => {
    const { call } = await startTableStage();
    for (const TableName of ['cups', 'bowls']) await call('CreateTable', { ...things, TableName });
    expect(await call('ListTables', { Limit: 2 })).toEqual({
      TableNames: ['bowls', 'cups'],
      LastEvaluatedTableName: 'cups',
    });
    expect(await call('ListTables', { ExclusiveStartTableName: 'cups' })).toEqual({ TableNames: ['things'] });
  });
});

describe('DeleteTable', () => {
  it('a deleted table, is gone with its items', async () => {
    const { call, put, get } = await startTableStage();
    await put(keyOf('a'));
    await call('DeleteTable', { TableName: 'things' });
    await expect(get(keyOf('a'))).rejects.toMatchObject({ message: 'Requested resource not found' });
    await call('CreateTable', things);
    expect(await get(keyOf('a'))).toBeUndefined();
  });

  it('a protected table, stays', async () => {
    const { call } = await startTableStage();
    await call('CreateTable', { ...things, TableName: 'safe', DeletionProtectionEnabled: true });
    await expect(call('DeleteTable', { TableName: 'safe' })).rejects.toThrow('protected against deletion');
  });
});

describe('UpdateTimeToLive', () => {
  const specify = (Enabled: boolean, AttributeName = 'ttl') => ({
    TableName: 'things',
    TimeToLiveSpecification: { Enabled, AttributeName },
  });

  it('items whose second is over, expire, those from before the change too', async () => {
    const { call, put, get, server, passSeconds } = await startTableStage();
    const now = Math.floor(Date.now() / 1000);
    const seconds: Record<string, object> = {
      soon: { N: String(now + 50) },
      exact: { N: `${now + 50}.9` },
      late: { N: String(now + 5_000) },
      ancient: { N: String(now - 6 * 365 * 24 * 3600) },
      text: { S: String(now + 50) },
      huge: { N: '1e50' },
    };
    for (const [pk, ttl] of Object.entries(seconds)) await put({ ...keyOf(pk), ttl });
    await call('UpdateTimeToLive', specify(true));
    await put({ ...keyOf('after'), ttl: { N: String(now + 50) } });
    await put(keyOf('never'));

    passSeconds(100);
    await server.expireItems();

    const left = [...Object.keys(seconds), 'after', 'never'].map(async (pk) => ((await get(keyOf(pk))) ? [pk] : []));
    expect((await Promise.all(left)).flat()).toEqual(['late', 'ancient', 'text', 'huge', 'never']);
  });

  it('more items than one batch, expire', async () => {
    const { call, server, passSeconds } = await startTableStage();
    await call('UpdateTimeToLive', specify(true));
    const ttl = { N: String(Math.floor(Date.now() / 1000) + 10) };
    const puts = Array.from({ length: 1_100 }, (_, at) => ({
      PutRequest: { Item: { ...keyOf('a', String(at)), ttl } },
    }));
    for (let at = 0; at < puts.length; at += 25)
      await call('BatchWriteItem', { RequestItems: { things: puts.slice(at, at + 25) } });
    passSeconds(60);
    await server.expireItems();
    expect(await call('Scan', { TableName: 'things', Select: 'COUNT' })).toMatchObject({ Count: 0 });
  });

  it('the interval, deletes expired items by itself', async () => {
    const { call, put, get } = await startTableStage({ expiryIntervalSeconds: 0.02 });
    await call('UpdateTimeToLive', specify(true));
    await put({ ...keyOf('a'), ttl: { N: '1' } });
    await put({ ...keyOf('b'), ttl: { N: String(Math.floor(Date.now() / 1000) - 5) } });
    await expect.poll(() => get(keyOf('b'))).toBeUndefined();
    expect(await get(keyOf('a'))).toBeDefined(); // more than five years old
  });

  it('the state, is told and cannot be set twice', async () => {
    const { call } = await startTableStage();
    const described = () => call('DescribeTimeToLive', { TableName: 'things' });
    expect(await described()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
    await expect(call('UpdateTimeToLive', specify(false))).rejects.toMatchObject(
      invalidBecause('TimeToLive is already disabled'),
    );
    await call('UpdateTimeToLive', specify(true));
    expect(await described()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } });
    await expect(call('UpdateTimeToLive', specify(true))).rejects.toThrow('TimeToLive is already enabled');
    await expect(call('UpdateTimeToLive', specify(false, 'other'))).rejects.toThrow('current AttributeName is ttl');
    await call('UpdateTimeToLive', specify(false));
    expect(await described()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
  });
});
