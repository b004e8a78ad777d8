import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName, told, uniqueKey } from './test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

const url = (Key: string) => testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key }));
const there = (Key: string) => outcome(testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key })));

describe('injectFault', () => {
  it('an error, answers it and does nothing', async () => {
    const key = uniqueKey();
    testServer.fault = { kind: 'refuse', code: 'SlowDown' };
    expect(told(await testServer.raw('PUT', await url(key), {}, 'x'))).toBe('503 SlowDown');
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a reset of the request, ends the connection within the body', async () => {
    const key = uniqueKey();
    testServer.fault = { kind: 'reset', afterBytes: 100_000 };
    expect(told(await testServer.raw('PUT', await url(key), {}, Buffer.alloc(10_000_000)))).toMatch(
      /^0 E(CONNRESET|PIPE)$/,
    );
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a reset of the response, ends the connection within it', async () => {
    await testServer.put('large', Buffer.alloc(10_000_000));
    testServer.fault = { kind: 'reset', afterBytes: 100_000 };
    const get = await testServer.presign(new GetObjectCommand({ Bucket: testBucketName, Key: 'large' }));
    expect(told(await testServer.raw('GET', get))).toBe('0 ECONNRESET');
  });

  it('a stall, goes on after it', async () => {
    const key = uniqueKey();
    testServer.fault = { kind: 'stall', milliseconds: 200 };
    const started = performance.now();
    expect(told(await testServer.raw('PUT', await url(key), {}, 'x'))).toBe('200');
    expect(performance.now() - started).toBeGreaterThan(190);
  });

  it('a stall without an end, lasts until the client disconnects', async () => {
    const key = uniqueKey();
    testServer.fault = { kind: 'stall' };
    const target = testServer.endpoint + (await url(key));
    await expect(fetch(target, { method: 'PUT', body: 'x', signal: AbortSignal.timeout(200) })).rejects.toThrow(
      'timeout',
    );
    expect(await there(key)).toBe('404 NotFound');
  });

  it('a lost response, does the work and ends the connection', async () => {
    const key = uniqueKey();
    testServer.fault = { kind: 'lose-answer' };
    expect(told(await testServer.raw('PUT', await url(key), {}, 'x'))).toBe('0 ECONNRESET');
    expect(await there(key)).toBe('200');
  });
});
