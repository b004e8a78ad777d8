import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BucketRequest } from '../../packages/s3-server/src/server.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { sendTo } from '../support/uploading.ts';
import {
  askParts,
  complete,
  crc32,
  giveUp,
  isInBucket,
  partOf,
  placeOf,
  progressOf,
  sendPart,
  signPart,
  someCrc32,
  startParts,
  startWithBothParts,
  twoParts,
  uploadInParts,
} from './sending-parts.ts';

let testApp: TestApp;
let client: Client;
let s3: S3Client;
/** Called before the bucket handles a request. */
let beforeAnswer: (request: BucketRequest) => Promise<unknown> | undefined = () => undefined;
/** Called just before and after the bucket completes an upload for the app. */
let beforeAssembly: (() => Promise<unknown>) | undefined;
let afterAssembly: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  testApp = await startTestApp({
    async intercept(request) {
      await beforeAnswer(request);
      return undefined;
    },
    replace: ({ bucket }) => ({
      bucket: {
        ...bucket,
        multipart: {
          ...bucket.multipart,
          async complete(...args) {
            await beforeAssembly?.();
            await bucket.multipart.complete(...args);
            await afterAssembly?.();
          },
        },
      },
    }),
  });
  ({ client } = await testApp.signUp());
  s3 = createBucketClient(testApp.config).s3;
});
afterEach(() => {
  beforeAnswer = () => undefined;
  beforeAssembly = undefined;
  afterAssembly = undefined;
});
afterAll(() => testApp.close());

describe('POST /uploads/{id}/complete of a file in parts', () => {
  it('POST /uploads/{id}/complete of parts, all sent, answers the CRC-32 of the whole', async () => {
    const id = await startWithBothParts(client, { crc32: crc32(twoParts) });
    const answer = await complete(client, id, { crc32: crc32(twoParts) });
    expect(answer.status).toBe(200);
    expect((await answer.json()).file).toMatchObject({ size: twoParts.length, crc32: crc32(twoParts), sha256: null });
  });

  it('POST /uploads/{id}/complete of parts, one missing, 409 and stays open (attack 42)', async () => {
    const id = await startParts(client);
    expect((await complete(client, id)).status).toBe(409);
    await sendPart(client, id, 1);
    expect(await (await complete(client, id)).json()).toMatchObject({ status: 409, state: 'pending' });
    await sendPart(client, id, 2);
    expect((await complete(client, id)).status).toBe(200);
  });

  it('POST /uploads/{id}/complete of parts, a list of parts in the body, ignores it (attack 36)', async () => {
    const id = await startWithBothParts(client);
    const parts = [2, 1].map((PartNumber) => ({ PartNumber, ETag: '"0"' }));
    expect((await complete(client, id, { parts })).status).toBe(422);
    expect((await complete(client, id)).status).toBe(200);
  });

  it('POST /uploads/{id}/complete of parts, a part replaced meanwhile, stays open (attack 36)', async () => {
    const id = await startWithBothParts(client);
    beforeAssembly = async () => {
      beforeAssembly = undefined;
      await sendPart(client, id, 2, partOf(2).fill(0x62));
    };
    expect((await complete(client, id)).status).toBe(409);
    expect((await progressOf(client, id)).state).toBe('pending');
    expect((await complete(client, id)).status).toBe(200);
  });

  it('POST /uploads/{id}/complete of parts, a part in flight, is too early and loses nothing', async () => {
    const id = await startParts(client);
    await sendPart(client, id, 1);
    const inFlight = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    beforeAnswer = (request) => {
      if (request.query.get('partNumber') !== '2') return undefined;
      inFlight.resolve();
      return goesOn.promise;
    };
    const sending = sendPart(client, id, 2);
    await inFlight.promise;
    expect((await complete(client, id)).status).toBe(409);
    goesOn.resolve();
    await sending;
    expect((await complete(client, id)).status).toBe(200);
  });

  it.each([
    ['claimed at its start', { crc32: someCrc32 }, undefined],
    ['claimed at its completion', {}, { crc32: someCrc32 }],
  ])(
    'POST /uploads/{id}/complete of parts, another CRC-32 %s, 422 and deletes the file',
    async (_when, claims, completion) => {
      const id = await startWithBothParts(client, claims);
      const answer = await complete(client, id, completion);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        state: 'rejected',
        reason: expect.stringContaining('isn’t the one that was announced'),
      });
      expect(await isInBucket(testApp, id)).toBe(false);
      expect((await complete(client, id)).status).toBe(422);
    },
  );

  it('POST /uploads/{id}/complete of parts, another size, 422 and deletes the file (attack 39)', async () => {
    const id = await startParts(client);
    const { key: Key } = await placeOf(testApp, id);
    await s3.send(
      new PutObjectCommand({ Bucket: testApp.config.bucketName, Key, Body: 'short', ContentType: 'text/plain' }),
    );
    const answer = await complete(client, id);
    expect(answer.status).toBe(422);
    expect((await answer.json()).reason).toBe(
      'The file arrived with 5\u00a0bytes instead of 6\u00a0MB. Choose it again.',
    );
    expect(await isInBucket(testApp, id)).toBe(false);
  });

  it('POST /uploads/{id}/complete of parts, at the same moment and later, answers the same', async () => {
    const id = await startWithBothParts(client);
    const answers = await Promise.all([complete(client, id), complete(client, id), complete(client, id)]);
    answers.push(await complete(client, id));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it('POST /uploads/{id}/complete of parts, two browsers that share them, both answer 200', async () => {
    const id = await startParts(client);
    const browser = async () => {
      // The slower one may find that the other has finished meanwhile: the bucket then takes no part any more.
      await Promise.allSettled([sendPart(client, id, 1), sendPart(client, id, 2)]);
      return (await complete(client, id, { crc32: crc32(twoParts) })).status;
    };
    const statuses = await Promise.all([browser(), browser()]);
    // One may have sent a part again just while the other completed: it completes once more.
    expect(statuses).toContain(200);
    expect((await complete(client, id)).status).toBe(200);
  });
});

describe('DELETE /uploads/{id} of a file in parts', () => {
  it('DELETE /uploads/{id} of parts, open, deletes them and signs no more (attack 38)', async () => {
    const id = await startWithBothParts(client);
    const request = await signPart(client, id, 2);
    expect((await giveUp(client, id)).status).toBe(204);
    expect(await testApp.dependencies.bucket.multipart.listParts(await placeOf(testApp, id))).toBeUndefined();
    expect((await sendTo(request, partOf(2))).status).toBe(404);
    expect((await askParts(client, id, [{ partNumber: 2, crc32: someCrc32 }])).status).toBe(409);
    expect((await complete(client, id)).status).toBe(422);
    expect(await progressOf(client, id)).toMatchObject({ state: 'rejected', receivedParts: [] });
  });

  it.each(['before', 'after'])(
    'DELETE /uploads/{id} of parts, just %s their completion, leaves nothing (attack 38)',
    async (moment) => {
      const id = await startWithBothParts(client);
      const meanwhile = async () => void expect((await giveUp(client, id)).status).toBe(204);
      if (moment === 'before') beforeAssembly = meanwhile;
      else afterAssembly = meanwhile;
      const answer = await complete(client, id);
      expect([409, 422]).toContain(answer.status);
      expect((await complete(client, id)).status).toBe(422);
      expect(await isInBucket(testApp, id)).toBe(false);
    },
  );

  it('DELETE /uploads/{id} of parts, complete 204, submitted 409 (attack 38)', async () => {
    const id = await uploadInParts(client);
    expect((await giveUp(client, id)).status).toBe(204);
    expect(await isInBucket(testApp, id)).toBe(false);
    const kept = await uploadInParts(client);
    expect((await client.post('/forms/documents', { json: { title: 'x', files: [kept] } })).status).toBe(201);
    expect((await giveUp(client, kept)).status).toBe(409);
    expect(await isInBucket(testApp, kept)).toBe(true);
  });
});
