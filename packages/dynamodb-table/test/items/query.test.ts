import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalidBecause, keyOf, startTableStage, type TableStage } from '../table-stage.ts';

const TableName = 'things';
const values = { ':pk': { S: 'a' }, ':b': { S: 'b' }, ':d': { S: 'd' } };

/** Returns the sort keys of a query's items. */
async function sortKeys({ call }: TableStage, request: object): Promise<string> {
  const { Items } = await call('Query', { TableName, ...request });
  return Array.isArray(Items) ? Items.map(({ sk }) => sk.S).join(' ') : '';
}

async function stageWithLetters(): Promise<TableStage> {
  const stage = await startTableStage();
  for (const sk of ['c', 'a', 'ba', 'b', 'd', 'ü']) await stage.put({ ...keyOf('a', sk), n: { N: String(sk.length) } });
  await stage.put(keyOf('ab', 'b'));
  return stage;
}

describe('Query', () => {
  it.each([
    ['pk = :pk', 'a b ba c d ü', ''],
    ['pk = :pk AND sk = :b', 'b', ':b'],
    [':pk = pk AND :b = sk', 'b', ':b'],
    ['pk = :pk AND sk < :b', 'a', ':b'],
    ['pk = :pk AND sk <= :b', 'a b', ':b'],
    ['pk = :pk AND sk > :b', 'ba c d ü', ':b'],
    ['pk = :pk AND :b < sk', 'ba c d ü', ':b'],
    ['sk >= :b AND pk = :pk', 'b ba c d ü', ':b'],
    ['pk = :pk AND sk BETWEEN :b AND :d', 'b ba c d', ':b :d'],
    ['(pk = :pk) AND begins_with(sk, :b)', 'b ba', ':b'],
  ])('%s, in both directions', async (KeyConditionExpression, expected, used) => {
    const stage = await stageWithLetters();
    const names = [':pk', ...used.split(' ').filter(Boolean)];
    const ExpressionAttributeValues = Object.fromEntries(
      Object.entries(values).filter(([name]) => names.includes(name)),
    );
    const request = { KeyConditionExpression, ExpressionAttributeValues };
    expect(await sortKeys(stage, request)).toBe(expected);
    expect(await sortKeys(stage, { ...request, ScanIndexForward: false })).toBe(
      expected.split(' ').toReversed().join(' '),
    );
  });

  it('pages of any size, have each item once, in both directions', async () => {
    const stage = await startTableStage();
    const keys = Array.from({ length: 23 }, (_, at) => String(at).padStart(2, '0'));
    for (const sk of keys) await stage.put(keyOf('a', sk));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.boolean(), async (Limit, ScanIndexForward) => {
        const read: string[] = [];
        let start: unknown;
        do {
          const page = await stage.call('Query', {
            ...{ TableName, Limit, ScanIndexForward, KeyConditionExpression: 'pk = :pk AND sk >= :from' },
            ExpressionAttributeValues: { ':pk': { S: 'a' }, ':from': { S: '05' } },
            ...(start ? { ExclusiveStartKey: start } : {}),
          });
          if (Array.isArray(page.Items)) read.push(...page.Items.map(({ sk }) => sk.S));
          start = page.LastEvaluatedKey;
        } while (start);
        expect(read).toEqual(ScanIndexForward ? keys.slice(5) : keys.slice(5).toReversed());
      }),
      { numRuns: 20 },
    );
  });

  it('a page, has 1 MB at most, before the filter', async () => {
    const { call, put } = await startTableStage();
    for (const sk of ['1', '2', '3', '4']) await put({ ...keyOf('a', sk), v: { S: 'x'.repeat(300 * 1024) } });
    const request = { TableName, KeyConditionExpression: 'pk = :pk', FilterExpression: 'attribute_not_exists(v)' };
    const page = await call('Query', { ...request, ExpressionAttributeValues: { ':pk': { S: 'a' } } });
    expect(page).toEqual({ Items: [], Count: 0, ScannedCount: 3, LastEvaluatedKey: keyOf('a', '3') });
  });

  it('Limit, counts items before the filter', async () => {
    const stage = await stageWithLetters();
    const page = await stage.call('Query', {
      ...{ TableName, KeyConditionExpression: 'pk = :pk', FilterExpression: 'n = :two', Limit: 3 },
      ...{ ExpressionAttributeValues: { ':pk': { S: 'a' }, ':two': { N: '2' } } },
    });
    expect(page).toMatchObject({ Count: 1, ScannedCount: 3, LastEvaluatedKey: keyOf('a', 'ba') });
  });

  it('a projection and Select, cut the items', async () => {
    const stage = await stageWithLetters();
    const request = {
      ...{ TableName, KeyConditionExpression: 'pk = :pk AND sk = :b' },
      ExpressionAttributeValues: { ':pk': { S: 'a' }, ':b': { S: 'b' } },
    };
    expect(await stage.call('Query', { ...request, ProjectionExpression: 'n' })).toMatchObject({
      Items: [{ n: { N: '1' } }],
    });
    expect(await stage.call('Query', { ...request, Select: 'COUNT' })).toEqual({ Count: 1, ScannedCount: 1 });
  });

  it.each([
    [
      { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    ],
    [{ KeyConditionExpression: 'sk = :pk' }, 'Query condition missed key schema element: pk'],
    [{ KeyConditionExpression: 'pk = :pk AND n = :pk' }, 'Query condition missed key schema element: sk'],
    [{ KeyConditionExpression: 'pk > :pk' }, 'Query key condition not supported'],
    [
      { KeyConditionExpression: 'pk = :pk AND pk = :pk' },
      'KeyConditionExpressions must only contain one condition per key',
    ],
    [
      { KeyConditionExpression: 'pk = :pk OR sk = :pk' },
      'Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR',
    ],
    [
      { KeyConditionExpression: 'pk = :pk AND sk <> :pk' },
      'Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>',
    ],
    [
      { KeyConditionExpression: 'pk.a = :pk' },
      'Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes',
    ],
    [
      { ExpressionAttributeValues: { ':pk': { N: '1' } } },
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      { FilterExpression: 'size(sk) > :pk' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
    ],
    [
      { Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [{ IndexName: 'byDate' }, 'The table does not have the specified index: byDate'],
    [
      { ExclusiveStartKey: { pk: { S: 'a' } } },
      'The provided starting key is invalid: The provided key element does not match the schema',
    ],
    [
      { ExclusiveStartKey: keyOf('b') },
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
    [
      { Select: 'SPECIFIC_ATTRIBUTES' },
      'One or more parameter values were invalid: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    ],
    [{ AttributesToGet: ['n'] }, 'The embedded table does not have the parameter AttributesToGet.'],
  ])('%j, is refused', async (change, message) => {
    const { call } = await startTableStage();
    const request = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'a' } } };
    await expect(call('Query', { TableName, ...request, ...change })).rejects.toMatchObject(invalidBecause(message));
  });
});

describe('Scan', () => {
  it('pages, have each item of all hash keys once', async () => {
    const { call } = await stageWithLetters();
    const read: unknown[] = [];
    let start: unknown;
    do {
      const page = await call('Scan', { TableName, Limit: 2, ...(start ? { ExclusiveStartKey: start } : {}) });
      if (Array.isArray(page.Items)) read.push(...page.Items.map(({ pk, sk }) => `${pk.S}/${sk.S}`));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(read.sort()).toEqual(['a/a', 'a/b', 'a/ba', 'a/c', 'a/d', 'a/ü', 'ab/b']);
  });

  it('a filter, may read keys', async () => {
    const { call } = await stageWithLetters();
    const filter = { FilterExpression: 'begins_with(sk, :b)', ExpressionAttributeValues: { ':b': { S: 'b' } } };
    expect(await call('Scan', { TableName, ...filter })).toMatchObject({ Count: 3, ScannedCount: 7 });
  });
});
