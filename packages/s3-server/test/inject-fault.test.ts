import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketStage, outcome, stageBucket, told, uniqueKey } from './stage.ts';

let stage: BucketStage;
beforeAll(async () => {
  stage = await BucketStage.start();
});
afterAll(() => stage.close());

const url = (Key: string) => stage.presign(new PutObjectCommand({ Bucket: stageBucket, Key }));
const there = (Key: string) => outcome(stage.client.send(new HeadObjectCommand({ Bucket: stageBucket, Key })));

describe('injectFault', () => {
  it('an error, answers it and does nothing', async () => {
    const key = uniqueKey();
    stage.fault = { kind: 'refuse', code: 'SlowDown' };
    expect(told(await stage.raw('PUT', await url(key), {}, 'x'))).toBe('503 SlowDown');
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a reset of the request, ends the connection within the body', async () => {
    const key = uniqueKey();
    stage.fault = { kind: 'reset', afterBytes: 100_000 };
    expect(told(await stage.raw('PUT', await url(key), {}, Buffer.alloc(10_000_000)))).toMatch(/^0 E(CONNRESET|PIPE)$/);
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a reset of the response, ends the connection within it', async () => {
    await stage.put('large', Buffer.alloc(10_000_000));
    stage.fault = { kind: 'reset', afterBytes: 100_000 };
    const get = await stage.presign(new GetObjectCommand({ Bucket: stageBucket, Key: 'large' }));
    expect(told(await stage.raw('GET', get))).toBe('0 ECONNRESET');
  });

  it('a stall, goes on after it', async () => {
    const key = uniqueKey();
    stage.fault = { kind: 'stall', milliseconds: 200 };
    const started = performance.now();
    expect(told(await stage.raw('PUT', await url(key), {}, 'x'))).toBe('200');
    expect(performance.now() - started).toBeGreaterThan(190);
  });

  it('a stall without an end, lasts until the client disconnects', async () => {
    const key = uniqueKey();
    stage.fault = { kind: 'stall' };
    const target = stage.endpoint + (await url(key));
    await expect(fetch(target, { method: 'PUT', body: 'x', signal: AbortSignal.timeout(200) })).rejects.toThrow(
      'timeout',
    );
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a lost response, does the work and ends the connection', async () => {
    const key = uniqueKey();
    stage.fault = { kind: 'lose-answer' };
    expect(told(await stage.raw('PUT', await url(key), {}, 'x'))).toBe('0 ECONNRESET');
    expect(await there(key)).toBe('200');
  });
});
