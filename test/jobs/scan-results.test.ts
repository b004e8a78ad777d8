import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorker } from '../../src/jobs/worker.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import type { Client } from '../support/client.ts';
import { failNext } from '../support/faults.ts';
import { fileIdOf, postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:scans';
const context = { getRemainingTimeInMillis: () => 900_000 };

let site: TestApp;
let client: Client;
let admin: Client;
let handler: ReturnType<typeof createWorker>;

beforeAll(async () => {
  const scanner = { name: 'guardduty', keepsInfected: false, scan: async () => 'asked' as const } as const;
  site = await startTestApp({ replace: () => ({ scanner }) });
  client = (await site.signUp()).client;
  admin = (await site.signUp({ role: 'admin' })).client;
  const { bucketName } = site.config;
  handler = createWorker(site.dependencies, async () => undefined, { queueArn, bucketName });
});
afterAll(() => site.close());

interface EventParts {
  readonly key: string;
  readonly status: string;
  readonly etag?: string;
  readonly bucketName?: string;
}

/** An event as GuardDuty publishes it. */
function eventOf({ key, status, etag, bucketName = site.config.bucketName }: EventParts): string {
  const isFound = status === 'THREATS_FOUND';
  const isSkipped = status === 'UNSUPPORTED' || status === 'ACCESS_DENIED';
  return JSON.stringify({
    version: '0',
    id: '72c7d362-737a-6dce-fc78-9e27a0171419',
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    source: 'aws.guardduty',
    account: '111122223333',
    time: '2024-02-28T01:01:01Z',
    region: 'us-east-1',
    resources: ['arn:aws:guardduty:us-east-1:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE'],
    detail: {
      schemaVersion: '1.0',
      scanStatus: isSkipped ? 'SKIPPED' : status === 'FAILED' ? 'FAILED' : 'COMPLETED',
      resourceType: 'S3_OBJECT',
      s3ObjectDetails: {
        bucketName,
        objectKey: key,
        eTag: etag ?? 'ASIAI44QH8DHBEXAMPLE',
        versionId: 'd41d8cd98f00b204e9800998eEXAMPLE',
        s3Throttled: false,
      },
      scanResultDetails: {
        scanResultStatus: status,
        threats: isFound ? [{ name: 'EICAR-Test-File (not a virus)' }] : null,
        statusReasons: isSkipped ? [status === 'UNSUPPORTED' ? 'PASSWORD_PROTECTED' : 'ACCESS_DENIED'] : null,
      },
    },
  });
}

async function deliver(body: string): Promise<boolean> {
  const record = { messageId: 'm1', receiptHandle: 'r1', eventSourceARN: queueArn, body };
  return (await handler({ Records: [record] }, context)).batchItemFailures.length === 0;
}

const uploadOf = (id: string) => site.dependencies.records.uploads.find(id);
async function eventFor(id: string, status: string) {
  const { key = '', etag = '' } = (await uploadOf(id)) ?? {};
  return eventOf({ key, status, etag: etag.replaceAll('"', '') });
}

const results = [
  ['NO_THREATS_FOUND', 'clean', 302],
  ['THREATS_FOUND', 'infected', 409],
  ['UNSUPPORTED', 'unscannable', 409],
  ['ACCESS_DENIED', 'failed', 409],
  ['FAILED', 'failed', 409],
] as const;

describe('results of GuardDuty', () => {
  it.each(results)(
    'the result %s, after the submission and twice, makes the file %s',
    async (status, state, answer) => {
      const id = fileIdOf(await submitDocument(client));
      expect((await uploadOf(id))?.scan).toEqual({ state: 'waiting' });
      const event = await eventFor(id, status);
      expect([await deliver(event), await deliver(event)]).toEqual([true, true]);
      expect((await uploadOf(id))?.scan).toMatchObject({ state, scanner: 'guardduty', at: '2024-02-28T01:01:01.000Z' });
      expect((await admin.get(`/files/${id}`)).status).toBe(answer);
    },
  );

  it.each(results)('the result %s, before the submission, stays with the file', async (status, state) => {
    const id = await upload(client, helloText);
    await deliver(await eventFor(id, status));
    const response = await postDocuments(client, { files: [id] });
    expect(response.status).toBe(state === 'infected' ? 422 : 201);
    expect((await uploadOf(id))?.scan?.state).toBe(state);
  });

  it('a result, of another bucket, for other bytes, for no upload or of no shape, changes nothing and does not come again (attack 50)', async () => {
    const id = fileIdOf(await submitDocument(client));
    const { key = '' } = (await uploadOf(id)) ?? {};
    const clean = 'NO_THREATS_FOUND';
    const forged = [
      eventOf({ key, status: clean, bucketName: 'another-bucket' }),
      eventOf({ key, status: clean, etag: 'd41d8cd98f00b204e9800998ecf8427e' }),
      eventOf({ key: `${key}x`, status: clean }),
      eventOf({ key: `files/${'x'.repeat(24)}.${'y'.repeat(24)}`, status: clean }),
      eventOf({ key: 'posts/a/b/c.txt', status: clean }),
      eventOf({ key, status: 'SOMETHING_NEW' }),
      JSON.stringify({ kind: 'index', id: 'x', dueAt: '2026-01-01T00:00:00.000Z', form: null }),
      '{"detail":',
      '',
    ];
    for (const body of forged) expect(await deliver(body)).toBe(true);
    expect((await uploadOf(id))?.scan).toEqual({ state: 'waiting' });
  });

  it.each([
    ['names', [{ hash: 'f00' }]],
    ['a name', [{ name: '' }]],
    ['a list', 'EICAR'],
  ])('the result THREATS_FOUND, whose threats have not %s, counts (attack 209)', async (_what, threats) => {
    const id = fileIdOf(await submitDocument(client));
    const event = JSON.parse(await eventFor(id, 'THREATS_FOUND'));
    Object.assign(event.detail.scanResultDetails, { threats, statusReasons: {} });
    expect(await deliver(JSON.stringify(event))).toBe(true);
    expect((await uploadOf(id))?.scan).toMatchObject({ state: 'infected', signature: 'Malware' });
  });

  it('a result, while the table is down, comes again (attack 51)', async () => {
    const id = fileIdOf(await submitDocument(client));
    const event = await eventFor(id, 'NO_THREATS_FOUND');
    failNext(site.dependencies.records.uploads, 'find', { error: new TableUnavailable('The table is down.') });
    expect(await deliver(event)).toBe(false);
    expect(await deliver(event)).toBe(true);
    expect((await uploadOf(id))?.scan?.state).toBe('clean');
  });
});
