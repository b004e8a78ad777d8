import { type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';
import {
  askParts,
  complete,
  crc32,
  giveUp,
  partBytes,
  partOf,
  placeOf,
  progressOf,
  sendPart,
  signPart,
  someCrc32,
  startParts,
  startWithBothParts,
} from './sending-parts.ts';

let testApp: TestApp;
let person: Awaited<ReturnType<TestApp['signUp']>>;
let client: Client;
let s3: S3Client;
/** How many requests the bucket has received. */
let received = 0;

beforeAll(async () => {
  testApp = await startTestApp({
    intercept() {
      received += 1;
      return undefined;
    },
  });
  person = await testApp.signUp();
  ({ client } = person);
  s3 = createBucketClient(testApp.config).s3;
});
afterAll(() => testApp.close());

describe('POST /uploads for a large file', () => {
  it('POST /uploads, a large file, answers with the plan of its parts and no URL', async () => {
    const claim = { form: 'documents', field: 'files', filename: 'long.txt', contentType: 'text/plain' };
    const response = await client.post('/uploads', { json: { ...claim, size: partBytes + 1 } });
    expect(response.status).toBe(201);
    const body = await response.json();
    expect(body).toMatchObject({ state: 'pending', multipart: { partSize: partBytes, partCount: 2 } });
    expect(JSON.stringify(body)).not.toContain('X-Amz');
  });
});

describe('POST /uploads/{id}/parts', () => {
  it('POST /uploads/{id}/parts, an upload that began with other parts, signs those (attack 142)', async () => {
    const { uploads } = testApp.dependencies.records;
    const id = await startParts(client);
    const begun = await uploads.find(id);
    if (!begun) expect.unreachable('no record');
    const partSize = partBytes / 2;
    const { userId, form, field, key, filename, contentType, multipartId = '', state, createdAt, expiresAt } = begun;
    const facts = { userId, form, field, key, filename, contentType, multipartId, state, createdAt, expiresAt };
    const older = { ...facts, id: newId(), size: 3 * partSize, partSize };
    await uploads.add(older);
    expect(await progressOf(client, older.id)).toMatchObject({ multipart: { partSize, partCount: 3 } });
    const signed = await askParts(client, older.id, [{ partNumber: 3, crc32: someCrc32 }]);
    expect([signed.status, (await signed.json()).parts]).toMatchObject([200, [{ partNumber: 3 }]]);
  });

  it.each([
    ['0', [{ partNumber: 0, crc32: someCrc32 }]],
    ['10,001', [{ partNumber: 10_001, crc32: someCrc32 }]],
    ['-1', [{ partNumber: -1, crc32: someCrc32 }]],
    ['"1e3"', [{ partNumber: '1e3', crc32: someCrc32 }]],
    ['"1"', [{ partNumber: '1', crc32: someCrc32 }]],
    ['1.5', [{ partNumber: 1.5, crc32: someCrc32 }]],
    ['null', [{ partNumber: null, crc32: someCrc32 }]],
    ['(missing)', [{ crc32: someCrc32 }]],
    ['1 sent twice', [1, 1].map((partNumber) => ({ partNumber, crc32: someCrc32 }))],
  ])('POST /uploads/{id}/parts, the part number %s, answers 422 (attack 33)', async (_what, parts) => {
    const id = await startParts(client);
    const response = await askParts(client, id, parts);
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0]).toMatchObject({ field: 'parts', message: expect.stringMatching(/\.$/) });
  });

  it('POST /uploads/{id}/parts, a CRC-32 missing or malformed, answers 422 (attack 33)', async () => {
    const id = await startParts(client);
    for (const wrong of [undefined, '', 'AAAA', 'not base64', 'AAAAAAA=', 12])
      expect((await askParts(client, id, [{ partNumber: 1, crc32: wrong }])).status).toBe(422);
  });

  it('POST /uploads/{id}/parts, a number beyond the plan, says how many there are (attack 34)', async () => {
    const response = await askParts(client, await startParts(client), [{ partNumber: 3, crc32: someCrc32 }]);
    expect(response.status).toBe(422);
    expect((await response.json()).detail).toBe('This file has 2 parts; there is no part 3.');
  });

  it('POST /uploads/{id}/parts, signs the length of each part, no other is taken (attack 34)', async () => {
    const id = await startParts(client);
    for (const [partNumber, length] of [
      [1, 1000],
      [2, 999],
      [2, 1001],
    ] as const)
      expect((await sendTo(await signPart(client, id, partNumber), new Uint8Array(length))).status).toBe(403);
    expect((await progressOf(client, id)).receivedParts).toEqual([]);
  });

  it('POST /uploads/{id}/parts, signs the bytes of each part by their CRC-32', async () => {
    const id = await startParts(client);
    const response = await sendTo(await signPart(client, id, 2), new Uint8Array(1000));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('BadDigest');
  });

  it('POST /uploads/{id}/parts, more than 100 parts, answers 422 (attack 41)', async () => {
    const id = await startParts(client, { size: 5 * 1024 ** 3 });
    const parts = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ partNumber: at + 1, crc32: someCrc32 }));
    const answer = await askParts(client, id, parts(100));
    expect(answer.status).toBe(200);
    const signed: { partNumber: number; request: { url: string } }[] = (await answer.json()).parts;
    expect(signed.map(({ partNumber }) => partNumber)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(new Set(signed.map(({ request }) => request.url)).size).toBe(100);
    for (const count of [0, 101, 10_000]) expect((await askParts(client, id, parts(count))).status).toBe(422);
  });

  it('POST /uploads/{id}/parts, an upload of one request, signs none', async () => {
    const { id } = await start(client, helloText);
    const response = await askParts(client, id, [{ partNumber: 1, crc32: someCrc32 }]);
    expect(response.status).toBe(409);
    expect((await response.json()).detail).toContain('can’t take parts now');
  });
});

describe('resuming an upload in parts', () => {
  it('GET /uploads/{id} of parts, after each part, lists those in the bucket', async () => {
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
    expect((await complete(client, id)).status).toBe(200);
    expect((await progressOf(client, id)).receivedParts).toEqual([]);
  });

  it('PUT to the bucket, a part again, same or changed, the latest counts', async () => {
    const changed = partOf(2).fill(0x62);
    const whole = new Uint8Array([...partOf(1), ...changed]);
    const id = await startWithBothParts(client);
    await sendPart(client, id, 2);
    await sendPart(client, id, 2, changed);
    const answer = await complete(client, id, { crc32: crc32(whole) });
    expect([answer.status, (await answer.json()).file.crc32]).toEqual([200, crc32(whole)]);
  });

  it('GET /uploads/{id} of parts, one of another size, does not list it', async () => {
    const id = await startParts(client);
    await sendPart(client, id, 1);
    const { key, multipartId } = await placeOf(testApp, id);
    const place = { Bucket: testApp.config.bucketName, Key: key, UploadId: multipartId };
    for (const PartNumber of [2, 3])
      await s3.send(new UploadPartCommand({ ...place, PartNumber, Body: new Uint8Array(7) }));
    expect((await progressOf(client, id)).receivedParts.map(({ partNumber }) => partNumber)).toEqual([1]);
    expect((await complete(client, id)).status).toBe(409);
    await sendPart(client, id, 2);
    expect((await complete(client, id)).status).toBe(200);
  });
});

describe('an upload of another user', () => {
  it('each route of an upload, another user’s, 404 without a call to the bucket (attack 35)', async () => {
    const id = await startParts(client);
    const other = await testApp.signUp();
    const ids = [id, 'a'.repeat(24), '..%2F..', '%00', 'x'];
    received = 0;
    for (const asked of ids) {
      const path = `/uploads/${asked}`;
      const answers = await Promise.all([
        other.client.get(path),
        other.client.post(`${path}/parts`, { json: { parts: [{ partNumber: 1, crc32: someCrc32 }] } }),
        other.client.post(`${path}/request`),
        other.client.post(`${path}/complete`, { json: {} }),
        other.client.send('DELETE', path),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect(received).toBe(0);
    expect((await progressOf(client, id)).state).toBe('pending');
  });
});

describe('the time of an upload in parts', () => {
  it('POST /uploads/{id}/parts, after five minutes, the signature expires and can be renewed', async () => {
    const id = await startParts(client);
    const request = await signPart(client, id, 2);
    testApp.advanceSeconds(301);
    expect((await sendTo(request, partOf(2))).status).toBe(403);
    await sendPart(client, id, 2);
    await sendPart(client, id, 1);
    expect((await complete(client, id)).status).toBe(200);
  });

  it('every route of an upload in parts, after a day, answers 404', async () => {
    const id = await startParts(client);
    await sendPart(client, id, 2);
    testApp.advanceSeconds(24 * 3600 + 1);
    await client.signIn(person.user.email, person.password);
    const answers = [await askParts(client, id, [{ partNumber: 1, crc32: someCrc32 }]), await giveUp(client, id)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    const late = await complete(client, id);
    expect([late.status, (await late.json()).detail]).toEqual([404, expect.stringContaining('It may have expired')]);
  });
});
