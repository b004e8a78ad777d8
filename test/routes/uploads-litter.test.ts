import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import type { Client } from '../support/client.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start, upload } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';
import { sendPart, startParts, uploadInParts } from './sending-parts.ts';

let testApp: TestApp;
let person: Awaited<ReturnType<TestApp['signUp']>>;
let client: Client;
let s3: S3Client;
beforeAll(async () => {
  testApp = await startTestApp();
  s3 = createBucketClient(testApp.config).s3;
});
beforeEach(async () => {
  person = await testApp.signUp();
  ({ client } = person);
});
afterAll(() => testApp.close());

const html = { ...helloText, bytes: new TextEncoder().encode('<html><script>') };

async function keysIn(prefix: string): Promise<string[]> {
  const answer = await s3.send(new ListObjectsV2Command({ Bucket: testApp.config.bucketName, Prefix: prefix }));
  return (answer.Contents ?? []).map(({ Key = '' }) => Key);
}

async function recordOf(id: string) {
  const record = await testApp.dependencies.records.uploads.find(id);
  if (!record) throw new Error('There is no record of this upload.');
  return record;
}

async function hasBytes(id: string): Promise<boolean> {
  const { key, multipartId } = await recordOf(id);
  const { bucket } = testApp.dependencies;
  const parts = multipartId && (await bucket.multipart.listParts({ key, multipartId }));
  return (await bucket.head(key)) !== undefined || Boolean(parts && parts.length > 0);
}

async function sent(file = helloText): Promise<string> {
  const { id, request } = await start(client, file);
  expect((await sendTo(request, file.bytes)).status).toBe(200);
  return id;
}

async function sentInParts(): Promise<string> {
  const id = await startParts(client);
  await sendPart(client, id, 2);
  return id;
}

async function posted(content = helloText.bytes) {
  return client.getPage(await postFile(await openStep(client), content));
}

/** Three days, after which every rule of the bucket has had its time. */
async function waitForLifecycle(): Promise<void> {
  testApp.advanceSeconds(3 * 86_400);
  await testApp.bucket.applyLifecycle();
  await client.signIn(person.user.email, person.password);
}

describe('bytes that are deleted at once', () => {
  it('POST /uploads/{id}/complete, a rejected file, deletes its bytes', async () => {
    const id = await sent(html);
    expect(await hasBytes(id)).toBe(true);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(422);
    expect(await hasBytes(id)).toBe(false);
  });

  it('DELETE /uploads/{id}, in every state, deletes the bytes', async () => {
    const ids = [await sent(), await upload(client, helloText), await sentInParts(), await uploadInParts(client)];
    for (const id of ids) {
      expect(await hasBytes(id)).toBe(true);
      expect((await client.send('DELETE', `/uploads/${id}`)).status).toBe(204);
      expect(await hasBytes(id)).toBe(false);
    }
  });

  it('GET /forms/{form}/{field}/upload/{id}, accepted or rejected, deletes the posted object', async () => {
    const before = await keysIn('files/');
    expect((await posted(html.bytes)).status).toBe(422);
    expect(await keysIn('posts/')).toEqual([]);
    expect(await keysIn('files/')).toEqual(before);
    const id = uploadIdIn(await posted());
    expect(await keysIn('posts/')).toEqual([]);
    expect(await hasBytes(id)).toBe(true);
  });

  it('GET /forms/{form}/{field}/upload/{id}, several at the same moment, leaves one copy', async () => {
    const before = await keysIn('files/');
    const back = await postFile(await openStep(client), helloText.bytes);
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.getPage(back)));
    const ids = new Set(answers.map((answer) => uploadIdIn(answer)));
    expect(ids.size).toBe(1);
    expect(await keysIn('files/')).toHaveLength(before.length + 1);
    expect(await keysIn('posts/')).toEqual([]);
  });
});

describe('bytes that the lifecycle rules delete', () => {
  it('the lifecycle rules, after three days, delete all that was not submitted, no more (attack 40)', async () => {
    const accepted = [await upload(client, helloText), await uploadInParts(client), uploadIdIn(await posted())];
    expect((await postDocuments(client, { files: accepted })).status).toBe(201);
    const never = [
      await sent(),
      await upload(client, helloText),
      await sentInParts(),
      await uploadInParts(client),
      uploadIdIn(await posted()),
    ];
    // A form that is sent again after its check, and one that is never checked.
    const form = await openStep(client);
    const back = await postFile(form, helloText.bytes);
    never.push(uploadIdIn(await client.getPage(back)));
    await postFile(form, helloText.bytes);
    await postFile(await openStep(client), helloText.bytes);
    expect(await keysIn('posts/')).toHaveLength(2);

    await waitForLifecycle();
    for (const id of accepted) {
      const location = (await client.get(`/files/${id}`)).headers.get('location') ?? '';
      expect((await fetch(location)).status).toBe(200);
    }
    expect(await Promise.all(never.map(hasBytes))).toEqual(never.map(() => false));
    expect(await keysIn('posts/')).toEqual([]);
    const kept = await Promise.all(accepted.map(async (id) => (await recordOf(id)).key));
    expect((await keysIn('files/')).filter((key) => !kept.includes(key))).toEqual([]);
  });

  it('the lifecycle rules, within a day, delete nothing', async () => {
    const ids = [await upload(client, helloText), await sentInParts()];
    testApp.advanceSeconds(23 * 3600);
    await testApp.bucket.applyLifecycle();
    expect(await Promise.all(ids.map(hasBytes))).toEqual([true, true]);
  });
});

describe('expired records that are still in the table', () => {
  it('every route of an upload, an expired record, answers 404', async () => {
    const ids = [await sent(), await upload(client, helloText), await sentInParts()];
    testApp.advanceSeconds(24 * 3600 + 1);
    await client.signIn(person.user.email, person.password);
    for (const id of ids) {
      expect((await recordOf(id)).id).toBe(id);
      const path = `/uploads/${id}`;
      const answers = [
        await client.get(path),
        await client.post(`${path}/complete`),
        await client.send('DELETE', path),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      const submission = await postDocuments(client, { files: [id] });
      expect([submission.status, await submission.text()]).toEqual([422, expect.stringContaining('expired')]);
    }
    expect((await posted()).status).toBe(303);
  });
});
