import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../packages/s3-server/src/server.ts';
import { zip } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import { uploadLimits } from '../../src/uploads/quota.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { newId } from '../../src/values/id.ts';
import { maxObjectBytes } from '../../src/values/s3-limits.ts';
import type { Client } from '../support/client.ts';
import { openUploadsOf } from '../support/open-uploads.ts';
import { bytes, pngOf } from '../support/sample-files.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, sendTo, start } from '../support/uploading.ts';
import { openStep, postFile } from './posting-files.ts';

const terms = { label: 'Files', accept: [zip], minFiles: 0, maxFiles: 9 };
const backups = defineForm({
  ...{ slug: 'backups', title: 'Backups', description: 'Large ones.', submit: anyoneSignedIn, review: anyoneSignedIn },
  fields: { files: files({ ...terms, maxBytes: gibibytes(5) }), disks: files({ ...terms, maxBytes: maxObjectBytes }) },
});

let testApp: TestApp;
let fault: Fault | undefined;
beforeAll(async () => {
  testApp = await startTestApp({
    intercept: ({ query }) => (query.has('uploads') ? fault : undefined),
    replace: ({ forms }) => ({ forms: createForms([...forms.values(), backups]) }),
  });
});
afterEach(() => {
  fault = undefined;
});
afterAll(() => testApp.close());

const smallClaim = claimOf(helloText);
const largeClaim = (size: number, field = 'files') => ({
  ...{ form: 'backups', field, filename: 'disk.zip', contentType: 'application/zip', size },
});

/** Starts so many uploads at the same moment; returns the numbers of started and refused ones. */
async function burst(client: Client, count: number, claim: object = smallClaim) {
  const answers = await Promise.all(Array.from({ length: count }, () => client.post('/uploads', { json: claim })));
  const started = answers.filter(({ status }) => status === 201).length;
  const refused = answers.filter(({ status }) => status !== 201);
  for (const answer of refused) {
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await answer.json()).detail).toMatch(
      /Send or remove some first\.|^Too many uploads started in an hour\. Wait (a|\d+) minutes?/,
    );
  }
  return { started, refused: refused.length };
}

async function openOf(userId: string) {
  return openUploadsOf(testApp.table, userId, testApp.dependencies.clock());
}

/** Records open uploads without a request that started them. */
async function reserve(userId: string, count: number, size = 1): Promise<void> {
  const expiresAt = new Date(testApp.dependencies.clock().getTime() + 3_600_000).toISOString();
  for (let done = 0; done < count; done++)
    await testApp.dependencies.records.uploads.reserve({ id: newId(), userId, size, expiresAt });
}

/** Counts starts in this hour that left no upload. */
async function countStarts(userId: string, count: number): Promise<void> {
  const { records, clock } = testApp.dependencies;
  await records.rates.count('upload', userId, 3600, clock(), count);
}

describe('POST /uploads many times at the same moment', () => {
  it('POST /uploads, 300 at the same moment, keeps the limit of the hour exactly (attack 14)', async () => {
    const { client, user } = await testApp.signUp();
    await countStarts(user.id, uploadLimits.startedPerHour - 40);
    expect(await burst(client, 300)).toEqual({ started: 40, refused: 260 });
    expect(await openOf(user.id)).toHaveLength(40);
  });

  it('POST /uploads, many at the same moment, keeps the limit of open uploads (attack 14)', async () => {
    const { client, user } = await testApp.signUp();
    await reserve(user.id, uploadLimits.open - 5);
    const { started } = await burst(client, 60);
    expect(started).toBeLessThanOrEqual(5);
    expect(await openOf(user.id)).toHaveLength(uploadLimits.open - 5 + started);
    for (let one = started; one < 5; one++) await start(client, helloText);
    expect(await burst(client, 1)).toEqual({ started: 0, refused: 1 });
  });

  it('POST /uploads, many at the same moment, keeps the limit of bytes (attack 14)', async () => {
    const { client, user } = await testApp.signUp();
    await reserve(user.id, 1, uploadLimits.pendingBytes - gibibytes(10));
    const { started } = await burst(client, 20, largeClaim(gibibytes(5)));
    expect(started).toBeLessThanOrEqual(2);
    for (let one = started; one < 2; one++)
      expect(await burst(client, 1, largeClaim(gibibytes(5)))).toEqual({ started: 1, refused: 0 });
    expect(await burst(client, 1, largeClaim(gibibytes(5)))).toEqual({ started: 0, refused: 1 });
  });
});

describe('limits of uploads', () => {
  it('POST /uploads, a start that the bucket has failed, is not counted', async () => {
    const { client, user } = await testApp.signUp();
    fault = { kind: 'refuse', code: 'SlowDown' };
    expect((await client.post('/uploads', { json: largeClaim(gibibytes(1)) })).status).toBe(503);
    expect(await openOf(user.id)).toEqual([]);
  });

  it('POST /uploads, a user at the limit, leaves another user’s limit untouched', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    await reserve(one.user.id, uploadLimits.open);
    expect(await burst(one.client, 1)).toEqual({ started: 0, refused: 1 });
    expect(await burst(other.client, 1)).toEqual({ started: 1, refused: 0 });
  });

  it('POST /uploads, an abandoned file, counts its bytes until its URL expires (attack 24b)', async () => {
    const { client, user } = await testApp.signUp();
    const { id, request } = await start(client, helloText);
    const limit = gibibytes(500);
    await reserve(user.id, 1, limit - helloText.bytes.length);
    expect((await client.send('DELETE', `/uploads/${id}`)).status).toBe(204);
    expect((await sendTo(request, helloText.bytes)).status).toBe(200);
    expect(await openOf(user.id)).toHaveLength(1);
    expect(await burst(client, 1)).toEqual({ started: 0, refused: 1 });
    testApp.advanceSeconds(signedRequestLifetimeSeconds - 5);
    expect(await burst(client, 1)).toEqual({ started: 0, refused: 1 });
    testApp.advanceSeconds(10);
    expect(await burst(client, 1)).toEqual({ started: 1, refused: 0 });
  });

  it('POST /uploads, after 100 files were removed, starts the next one', async () => {
    const { client, user } = await testApp.signUp();
    await reserve(user.id, uploadLimits.open - 1);
    for (let count = 0; count < 3; count++) {
      const { id } = await start(client, helloText);
      expect((await client.send('DELETE', `/uploads/${id}`)).status).toBe(204);
    }
    expect(await burst(client, 1)).toEqual({ started: 1, refused: 0 });
  });

  it('POST /uploads, one file as large as its field allows, passes the limit of bytes', async () => {
    const { client } = await testApp.signUp();
    expect(await burst(client, 1, largeClaim(maxObjectBytes, 'disks'))).toEqual({ started: 1, refused: 0 });
    expect(await burst(client, 1, largeClaim(gibibytes(1), 'disks'))).toEqual({ started: 0, refused: 1 });
  });

  it('GET /forms/{form}/{field}/upload/{id}, a user at the limit, 429, and 303 once there is room', async () => {
    const { client, user } = await testApp.signUp();
    const back = await postFile(await openStep(client), helloText.bytes);
    await reserve(user.id, uploadLimits.open);
    const refused = await client.getPage(back);
    expect([refused.status, Number(refused.headers.get('Retry-After'))]).toEqual([429, 3600]);
    expect(await refused.text()).toContain('Send or remove some first');
    for (const { id, size } of await openOf(user.id))
      await testApp.dependencies.records.uploads.release({ id, size, userId: user.id, expiresAt: '' });
    expect((await client.getPage(back)).status).toBe(303);
  });

  it('GET /forms/{form}/{field}/upload/{id}, larger than the field takes, shows the step, keeps none (attack 44)', async () => {
    const { client, user } = await testApp.signUp();
    const form = await openStep(client, '/forms/avatar/picture/upload');
    const answer = await client.getPage(await postFile(form, bytes(pngOf(64, 64), new Uint8Array(6 * 1024 ** 2))));
    expect([answer.status, await answer.text()]).toEqual([
      413,
      expect.stringContaining('Choose one of up to 5\u00a0MB.'),
    ]);
    expect(await openOf(user.id)).toEqual([]);
    expect(await testApp.dependencies.bucket.head(form.fields.key ?? '')).toBeUndefined();
  });

  it('GET /forms/{form}/{field}/upload/{id}, in another field, keeps the limit of that field', async () => {
    const { client } = await testApp.signUp();
    const back = await postFile(await openStep(client), bytes(pngOf(64, 64), new Uint8Array(6 * 1024 ** 2)));
    const answer = await client.getPage(back.replace('/forms/documents/files/', '/forms/avatar/picture/'));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('Choose one of up to 5\u00a0MB.');
  });
});
