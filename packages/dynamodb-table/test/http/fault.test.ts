import { describe, expect, it } from 'vitest';
import type { TableRequest } from '../../src/server.ts';
import { keyOf, startTableStage } from '../table-stage.ts';

const TransactItems = ['a', 'b'].map((pk) => ({ Put: { TableName: 'things', Item: keyOf(pk) } }));

describe('a fault', () => {
  it('throttle, refuses the request and does nothing', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'throttle' };
    await expect(stage.put(keyOf('a'))).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    expect(await stage.get(keyOf('a'))).toBeUndefined();
  });

  it('refuse, refuses the request with that error', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'refuse', error: 'InternalServerError', message: 'Out of order.' };
    await expect(stage.put(keyOf('a'))).rejects.toMatchObject({
      name: 'InternalServerError',
      message: 'Out of order.',
    });
  });

  it('transaction-conflict, is an exception for one item, and a reason in a transaction', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'transaction-conflict' };
    await expect(stage.put(keyOf('a'))).rejects.toMatchObject({ name: 'TransactionConflictException' });
    stage.fault = { kind: 'transaction-conflict' };
    await expect(stage.call('TransactWriteItems', { TransactItems })).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      document: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
    });
    expect(await stage.get(keyOf('a'))).toBeUndefined();
  });

  it('stall, answers later', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'stall', milliseconds: 100 };
    const start = performance.now();
    await stage.put(keyOf('a'));
    expect(performance.now() - start).toBeGreaterThan(90);
  });

  it('stall without an end, answers not before the client goes', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'stall' };
    await expect(fetchList(stage.server.endpoint, AbortSignal.timeout(100))).rejects.toThrow('timeout');
  });

  it('reset, does nothing', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'reset' };
    await expect(stage.put(keyOf('a'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await stage.get(keyOf('a'))).toBeUndefined();
  });

  it('lose-answer, carries out the request', async () => {
    const stage = await startTableStage();
    stage.fault = { kind: 'lose-answer' };
    await expect(stage.put(keyOf('a'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await stage.get(keyOf('a'))).toEqual(keyOf('a'));
  });

  it('the function that chooses it, sees operation and document', async () => {
    const seen: TableRequest[] = [];
    const { call } = await startTableStage({
      intercept(request) {
        seen.push(request);
        return undefined;
      },
    });
    await call('ListTables', { Limit: 5 });
    expect(seen.at(-1)).toEqual({ operation: 'ListTables', document: { Limit: 5 } });
  });
});

function fetchList(endpoint: string, signal: AbortSignal): Promise<Response> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'x-amz-date': '20260101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0',
  };
  return fetch(endpoint, { method: 'POST', body: '{}', headers, signal });
}
