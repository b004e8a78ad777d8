import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachTries } from '../../src/health/reachable.ts';
import { BucketUnavailable, TableUnavailable } from '../../src/problems/errors.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';

let testApp: TestApp;
/** No process listens there. */
const nowhere = 'http://127.0.0.1:9';
let lost: TestApp;
beforeAll(async () => {
  [testApp, lost] = await Promise.all([
    startTestApp(),
    startTestApp({
      replace: ({ clock }) => ({
        bucket: createBucket(
          createBucketClient({
            ...{ bucketName: 'sluice', region: 'us-east-1', s3Endpoint: nowhere },
            credentials: { accessKeyId: 'test', secretAccessKey: 'test-secret' },
          }),
          clock,
        ),
      }),
    }),
  ]);
});
afterAll(() => Promise.all([testApp.close(), lost.close()]));

describe('GET /health', () => {
  it('GET /health, GET and HEAD, with a session or without, answers without bucket and table', async () => {
    for (const method of ['GET', 'HEAD']) expect((await lost.client().send(method, '/health')).status).toBe(200);
    expect(await (await lost.client().get('/health')).json()).toEqual({ status: 'ok' });
  });
});

describe('GET /health/ready', () => {
  it('GET /health/ready, with bucket and table, answers 200', async () => {
    const response = await testApp.client().get('/health/ready');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('GET /health/ready, one failed call each to bucket and table, asks again and answers 200', async () => {
    let [bucketCalls, tableCalls] = [0, 0];
    const shaky = await startTestApp({
      replace: ({ bucket, records }) => ({
        bucket: {
          ...bucket,
          probe: (signal) => (++bucketCalls === 1 ? Promise.reject(new BucketUnavailable()) : bucket.probe(signal)),
        },
        records: {
          ...records,
          probe: (signal) => (++tableCalls === 1 ? Promise.reject(new TableUnavailable()) : records.probe(signal)),
        },
      }),
    });
    expect((await shaky.client().get('/health/ready')).status).toBe(200);
    expect([bucketCalls, tableCalls]).toEqual([2, 2]);
    await shaky.close();
  });

  it('GET /health/ready, a slow bucket, answers within two seconds, not to be cached', async () => {
    expect(reachTries.count * reachTries.timeoutMs).toBeLessThan(2_000);
    let isStalled = false;
    const slow = await startTestApp({
      // Until the client closes the connection: each response waits for ever.
      intercept: () => (isStalled ? { kind: 'stall' } : undefined),
    });
    isStalled = true;
    const response = await slow.client().get('/health/ready');
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', unreachable: ['bucket'] }]);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    isStalled = false;
    expect((await slow.client().get('/health/ready')).status).toBe(200);
    await slow.close();
  });

  it('GET /health/ready, a missing bucket and table, names them and logs the cause', async () => {
    const elsewhere = await startTestApp({
      replace: ({ clock }) => ({
        bucket: createBucket(createBucketClient({ ...testApp.config, bucketName: 'no-such-bucket' }), clock),
        records: createRecords(createTable({ ...testApp.config, tableName: 'no-such-table' })),
      }),
    });
    const response = await elsewhere.client().get('/health/ready');
    expect((await response.json()).unreachable).toEqual(['bucket', 'table']);
    expect(JSON.stringify(elsewhere.logLines)).toContain('The table does not exist.');
    await elsewhere.close();
  });

  it('GET /health/ready, an unreachable bucket and table, names them and logs the cause', async () => {
    const response = await lost.client().get('/health/ready');
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', unreachable: ['bucket'] }]);
    const because = { error: 'BucketUnavailable', cause: expect.objectContaining({ code: expect.any(String) }) };
    expect(lost.logLines).toContainEqual(
      expect.objectContaining({
        message: 'Not ready',
        unreachable: [
          { name: 'bucket', finding: expect.objectContaining({ because: expect.objectContaining(because) }) },
        ],
      }),
    );
  });
});

describe('the app without a bucket', () => {
  it('the app, without a bucket, opens pages, starts uploads, and answers 503 where it needs it', async () => {
    const { client } = await lost.signUp();
    expect((await client.getPage('/forms/documents')).status).toBe(200);
    const { id } = await start(client, helloText);
    const complete = await client.post(`/uploads/${id}/complete`);
    expect(complete.status).toBe(503);
    expect(complete.headers.get('Retry-After')).toBe('5');
    expect(await (await client.get(`/uploads/${id}`)).json()).toMatchObject({ state: 'pending' });
    const form = { title: 'Boots & more', files: id, idempotencyKey: 'key-without-a-bucket' };
    const page = await readPage(await client.post('/forms/documents', { form, headers: { accept: 'text/html' } }));
    expect(page.status).toBe(503);
    expect(page.valueOf('title')).toBe('Boots & more');
    expect(page.valueOf('idempotencyKey')).toBe('key-without-a-bucket');
  });
});

describe('the app without a table', () => {
  it('the app, without a table, answers 503 as problem and as page, and keeps sessions', async () => {
    const broken = await startTestApp();
    const { client } = await broken.signUp();
    const { id, request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    await broken.close();
    for (const path of ['/submissions', '/forms', `/uploads/${id}`, '/files/aaaaaaaa', '/avatar.png']) {
      for (const accept of ['application/json', 'text/html']) {
        const response = await client.get(path, { accept });
        expect([path, response.status]).toEqual([path, 503]);
        expect(response.headers.get('Retry-After')).toBe('5');
        expect(response.headers.getSetCookie()).toEqual([]);
        expect(await response.text()).not.toMatch(/ECONNREFUSED|dynamo/i);
      }
    }
    expect((await client.get('/health')).status).toBe(200);
    const ready = await client.get('/health/ready');
    expect(await ready.json()).toEqual({ status: 'unavailable', unreachable: ['bucket', 'table'] });
  });
});
