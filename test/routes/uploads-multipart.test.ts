import { PutObjectCommand, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BucketRequest } from '../../local/bucket/server.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import type { Client } from '../support/client.ts';
import {
  crc32,
  partBytes,
  partOf,
  progressOf,
  sendPart,
  signPart,
  startParts,
  twoParts,
  uploadInParts,
} from '../support/sending-parts.ts';
import { type Stage, startStage } from '../support/stage.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';

let stage: Stage;
let person: Awaited<ReturnType<Stage['signUp']>>;
let client: Client;
let s3: S3Client;
/** Every request that the bucket has received, and what happens before it does anything about one. */
const received: BucketRequest[] = [];
let beforeAnswer: (request: BucketRequest) => Promise<unknown> | undefined = () => undefined;
/** What happens in the moment before and after the app has the bucket put parts together. */
let beforeAssembly: (() => Promise<unknown>) | undefined;
let afterAssembly: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  stage = await startStage({
    async intercept(request) {
      received.push(request);
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
  person = await stage.signUp();
  ({ client } = person);
  s3 = createBucketClient(stage.config).s3;
});
afterEach(() => {
  beforeAnswer = () => undefined;
  beforeAssembly = undefined;
  afterAssembly = undefined;
});
afterAll(() => stage.close());

const complete = (id: string, json?: unknown) =>
  client.post(`/uploads/${id}/complete`, json === undefined ? {} : { json });
const remove = (id: string) => client.send('DELETE', `/uploads/${id}`);
const askParts = (id: string, parts: unknown) => client.post(`/uploads/${id}/parts`, { json: { parts } });
const crc = 'AAAAAA==';

async function placeOf(id: string) {
  const upload = await stage.dependencies.records.uploads.find(id);
  if (!upload?.multipartId) throw new Error('This is no upload in parts.');
  return { key: upload.key, multipartId: upload.multipartId };
}

async function isInBucket(id: string): Promise<boolean> {
  const { key } = await placeOf(id);
  return (await stage.dependencies.bucket.head(key)) !== undefined;
}

async function startWithBothParts(claims: Record<string, unknown> = {}): Promise<string> {
  const id = await startParts(client, claims);
  await sendPart(client, id, 2);
  await sendPart(client, id, 1);
  return id;
}

describe('POST /uploads for a large file', () => {
  it('answers with the plan of its parts, and with no URL yet', async () => {
    const claim = { form: 'documents', field: 'files', filename: 'long.txt', contentType: 'text/plain' };
    const response = await client.post('/uploads', { json: { ...claim, size: partBytes + 1 } });
    expect(response.status).toBe(201);
    const body = await response.json();
    expect(body).toMatchObject({ state: 'pending', multipart: { partSize: partBytes, partCount: 2 } });
    expect(JSON.stringify(body)).not.toContain('X-Amz');
  });
});

describe('POST /uploads/{id}/parts', () => {
  it.each([
    ['0', [{ partNumber: 0, crc32: crc }]],
    ['10,001', [{ partNumber: 10_001, crc32: crc }]],
    ['-1', [{ partNumber: -1, crc32: crc }]],
    ['"1e3"', [{ partNumber: '1e3', crc32: crc }]],
    ['"1"', [{ partNumber: '1', crc32: crc }]],
    ['1.5', [{ partNumber: 1.5, crc32: crc }]],
    ['null', [{ partNumber: null, crc32: crc }]],
    ['none', [{ crc32: crc }]],
    ['one twice', [1, 1].map((partNumber) => ({ partNumber, crc32: crc }))],
  ])('attack 33: signs no part with the number %s', async (_what, parts) => {
    const id = await startParts(client);
    const response = await askParts(id, parts);
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0]).toMatchObject({ field: 'parts', message: expect.stringMatching(/\.$/) });
  });

  it('attack 33: signs no part without its CRC-32, or with one that is none', async () => {
    const id = await startParts(client);
    for (const wrong of [undefined, '', 'AAAA', 'not base64', 'AAAAAAA=', 12])
      expect((await askParts(id, [{ partNumber: 1, crc32: wrong }])).status).toBe(422);
  });

  it('attack 34: signs no more parts than were planned, and says how many there are', async () => {
    const response = await askParts(await startParts(client), [{ partNumber: 3, crc32: crc }]);
    expect(response.status).toBe(422);
    expect((await response.json()).detail).toBe('This file has 2 parts; there is no part 3.');
  });

  it('attack 34: signs the length of each part: none is taken shorter or longer', async () => {
    const id = await startParts(client);
    for (const [partNumber, length] of [
      [1, 1000],
      [2, 999],
      [2, 1001],
    ] as const)
      expect((await sendTo(await signPart(client, id, partNumber), new Uint8Array(length))).status).toBe(403);
    expect((await progressOf(client, id)).receivedParts).toEqual([]);
  });

  it('binds the bytes of each part by its CRC-32', async () => {
    const id = await startParts(client);
    const response = await sendTo(await signPart(client, id, 2), new Uint8Array(1000));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('BadDigest');
  });

  it('attack 41: signs 100 parts at a time, and no more', async () => {
    const id = await startParts(client, { size: 5 * 1024 ** 3 });
    const parts = (count: number) => Array.from({ length: count }, (_, at) => ({ partNumber: at + 1, crc32: crc }));
    const answer = await askParts(id, parts(100));
    expect(answer.status).toBe(200);
    const signed: { partNumber: number; request: { url: string } }[] = (await answer.json()).parts;
    expect(signed.map(({ partNumber }) => partNumber)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(new Set(signed.map(({ request }) => request.url)).size).toBe(100);
    for (const count of [0, 101, 10_000]) expect((await askParts(id, parts(count))).status).toBe(422);
  });

  it('signs none for an upload that goes in one request', async () => {
    const { id } = await start(client, helloText);
    const response = await askParts(id, [{ partNumber: 1, crc32: crc }]);
    expect(response.status).toBe(409);
    expect((await response.json()).detail).toContain('takes no parts');
  });
});

describe('resuming', () => {
  it('GET /uploads/{id} lists what the bucket has, after each part', async () => {
    const id = await startParts(client);
    expect(await progressOf(client, id)).toMatchObject({ multipart: { partSize: partBytes, partCount: 2 } });
    expect((await progressOf(client, id)).receivedParts).toEqual([]);
    await sendPart(client, id, 2);
    expect((await progressOf(client, id)).receivedParts).toEqual([{ partNumber: 2, size: 1000 }]);
    await sendPart(client, id, 1);
    expect((await progressOf(client, id)).receivedParts).toEqual([
      { partNumber: 1, size: partBytes },
      { partNumber: 2, size: 1000 },
    ]);
    expect((await complete(id)).status).toBe(200);
    expect((await progressOf(client, id)).receivedParts).toEqual([]);
  });

  it('a part may be sent again, the same or changed: the latest counts', async () => {
    const changed = partOf(2).fill(0x62);
    const whole = new Uint8Array([...partOf(1), ...changed]);
    const id = await startWithBothParts();
    await sendPart(client, id, 2);
    await sendPart(client, id, 2, changed);
    const answer = await complete(id, { crc32: crc32(whole) });
    expect([answer.status, (await answer.json()).file.crc32]).toEqual([200, crc32(whole)]);
  });

  it('a part that was cut differently is not listed, and has to be sent again', async () => {
    const id = await startParts(client);
    await sendPart(client, id, 1);
    const { key, multipartId } = await placeOf(id);
    const place = { Bucket: stage.config.bucketName, Key: key, UploadId: multipartId };
    for (const PartNumber of [2, 3])
      await s3.send(new UploadPartCommand({ ...place, PartNumber, Body: new Uint8Array(7) }));
    expect((await progressOf(client, id)).receivedParts.map(({ partNumber }) => partNumber)).toEqual([1]);
    expect((await complete(id)).status).toBe(409);
    await sendPart(client, id, 2);
    expect((await complete(id)).status).toBe(200);
  });
});

describe('POST /uploads/{id}/complete of a file in parts', () => {
  it('answers with the CRC-32 that the bucket knows of the whole', async () => {
    const id = await startWithBothParts({ crc32: crc32(twoParts) });
    const answer = await complete(id, { crc32: crc32(twoParts) });
    expect(answer.status).toBe(200);
    expect((await answer.json()).file).toMatchObject({ size: twoParts.length, crc32: crc32(twoParts), sha256: null });
  });

  it('attack 42: answers 409 while parts are missing, and the upload stays open', async () => {
    const id = await startParts(client);
    expect((await complete(id)).status).toBe(409);
    await sendPart(client, id, 1);
    expect(await (await complete(id)).json()).toMatchObject({ status: 409, state: 'pending' });
    await sendPart(client, id, 2);
    expect((await complete(id)).status).toBe(200);
  });

  it('attack 36: takes no list of parts from the client, whatever is in it', async () => {
    const id = await startWithBothParts();
    const parts = [2, 1].map((PartNumber) => ({ PartNumber, ETag: '"0"' }));
    expect((await complete(id, { parts })).status).toBe(422);
    expect((await complete(id)).status).toBe(200);
  });

  it('attack 36: a part that is replaced between the list and the word leaves the upload open', async () => {
    const id = await startWithBothParts();
    beforeAssembly = async () => {
      beforeAssembly = undefined;
      await sendPart(client, id, 2, partOf(2).fill(0x62));
    };
    expect((await complete(id)).status).toBe(409);
    expect((await progressOf(client, id)).state).toBe('pending');
    expect((await complete(id)).status).toBe(200);
  });

  it('while a part is in flight is too early, and loses nothing', async () => {
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
    expect((await complete(id)).status).toBe(409);
    goesOn.resolve();
    await sending;
    expect((await complete(id)).status).toBe(200);
  });

  it.each([
    ['when it was started', { crc32: crc }, undefined],
    ['at its completion', {}, { crc32: crc }],
  ])('rejects a file whose CRC-32 was another one %s, and removes it', async (_when, claims, completion) => {
    const id = await startWithBothParts(claims);
    const answer = await complete(id, completion);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ state: 'rejected', reason: expect.stringContaining('Other bytes') });
    expect(await isInBucket(id)).toBe(false);
    expect((await complete(id)).status).toBe(422);
  });

  it('attack 39: rejects what has another size than was announced, and removes it', async () => {
    const id = await startParts(client);
    const { key: Key } = await placeOf(id);
    await s3.send(
      new PutObjectCommand({ Bucket: stage.config.bucketName, Key, Body: 'short', ContentType: 'text/plain' }),
    );
    const answer = await complete(id);
    expect(answer.status).toBe(422);
    expect((await answer.json()).reason).toBe('16 MB were announced, but 5 bytes arrived.');
    expect(await isInBucket(id)).toBe(false);
  });

  it('gives two that ask at once, and whoever asks later, one answer', async () => {
    const id = await startWithBothParts();
    const answers = await Promise.all([complete(id), complete(id), complete(id)]);
    answers.push(await complete(id));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it('two browsers may send the parts of one upload, and both may complete it', async () => {
    const id = await startParts(client);
    const browser = async () => {
      // The slower one may find that the other has finished meanwhile: the bucket then takes no part any more.
      await Promise.allSettled([sendPart(client, id, 1), sendPart(client, id, 2)]);
      return (await complete(id, { crc32: crc32(twoParts) })).status;
    };
    const statuses = await Promise.all([browser(), browser()]);
    // One may have sent a part again just while the other one's word was given: it asks once more.
    expect(statuses).toContain(200);
    expect((await complete(id)).status).toBe(200);
  });
});

describe('giving up a file in parts', () => {
  it('attack 38: ends it: its parts go, none is taken or signed any more, and it cannot be completed', async () => {
    const id = await startWithBothParts();
    const request = await signPart(client, id, 2);
    expect((await remove(id)).status).toBe(204);
    expect(await stage.dependencies.bucket.multipart.listParts(await placeOf(id))).toBeUndefined();
    expect((await sendTo(request, partOf(2))).status).toBe(404);
    expect((await askParts(id, [{ partNumber: 2, crc32: crc }])).status).toBe(409);
    expect((await complete(id)).status).toBe(422);
    expect(await progressOf(client, id)).toMatchObject({ state: 'rejected', receivedParts: [] });
  });

  it.each(['before', 'after'])(
    'attack 38: while it is being completed, just %s the bucket has put it together, leaves nothing',
    async (moment) => {
      const id = await startWithBothParts();
      const giveUp = async () => void expect((await remove(id)).status).toBe(204);
      if (moment === 'before') beforeAssembly = giveUp;
      else afterAssembly = giveUp;
      const answer = await complete(id);
      expect([409, 422]).toContain(answer.status);
      expect((await complete(id)).status).toBe(422);
      expect(await isInBucket(id)).toBe(false);
    },
  );

  it('attack 38: after it is complete removes it, and after it was submitted is refused', async () => {
    const id = await uploadInParts(client);
    expect((await remove(id)).status).toBe(204);
    expect(await isInBucket(id)).toBe(false);
    const kept = await uploadInParts(client);
    expect((await client.post('/forms/documents', { json: { title: 'x', files: [kept] } })).status).toBe(201);
    expect((await remove(kept)).status).toBe(409);
    expect(await isInBucket(kept)).toBe(true);
  });
});

describe('an upload of somebody else', () => {
  it('attack 35: does not exist, and the bucket is not asked about it', async () => {
    const id = await startParts(client);
    const other = await stage.signUp();
    const ids = [id, 'a'.repeat(24), '..%2F..', '%00', 'x'];
    received.length = 0;
    for (const asked of ids) {
      const path = `/uploads/${asked}`;
      const answers = await Promise.all([
        other.client.get(path),
        other.client.post(`${path}/parts`, { json: { parts: [{ partNumber: 1, crc32: crc }] } }),
        other.client.post(`${path}/request`),
        other.client.post(`${path}/complete`, { json: {} }),
        other.client.send('DELETE', path),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect(received).toEqual([]);
    expect((await progressOf(client, id)).state).toBe('pending');
  });
});

describe('time', () => {
  it('lets a signed part expire after five minutes, and the same part be signed again', async () => {
    const id = await startParts(client);
    const request = await signPart(client, id, 2);
    stage.passSeconds(301);
    expect((await sendTo(request, partOf(2))).status).toBe(403);
    await sendPart(client, id, 2);
    await sendPart(client, id, 1);
    expect((await complete(id)).status).toBe(200);
  });

  it('ends an upload after a day, with some of its parts sent', async () => {
    const id = await startParts(client);
    await sendPart(client, id, 2);
    stage.passSeconds(24 * 3600 + 1);
    await client.signIn(person.user.email, person.password);
    const answers = [await askParts(id, [{ partNumber: 1, crc32: crc }]), await remove(id)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    const late = await complete(id);
    expect([late.status, (await late.json()).detail]).toEqual([404, expect.stringContaining('It may have expired')]);
  });
});
