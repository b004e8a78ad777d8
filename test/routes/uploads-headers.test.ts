import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { newId } from '../../src/values/id.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start, upload } from '../support/uploading.ts';

let testApp: TestApp;
let s3: S3Client;
beforeAll(async () => {
  testApp = await startTestApp();
  s3 = createBucketClient(testApp.config).s3;
});
afterAll(() => testApp.close());

const headers: readonly (readonly [string, string])[] = [
  ['Content-Encoding', 'gzip'],
  ['Content-Language', 'en'],
  ['Content-Disposition', 'inline; filename="page.html"'],
  ['Cache-Control', 'public, max-age=31536000'],
  ['Expires', 'Thu, 01 Jan 2037 00:00:00 GMT'],
];

/** Stores an upload's object again, at its own key, with a header that no URL of ours signs. */
async function storeWith(id: string, terms: { ContentEncoding: string }): Promise<string> {
  const key = (await testApp.dependencies.records.uploads.find(id))?.key ?? '';
  const Bucket = testApp.config.bucketName;
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: helloText.bytes, ContentType: 'text/plain', ...terms }));
  expect((await s3.send(new GetObjectCommand({ Bucket, Key: key }))).ContentEncoding).toBe(terms.ContentEncoding);
  return key;
}

describe('POST /uploads/{id}/complete', () => {
  it.each(headers)(
    'POST /uploads/{id}/complete, an object sent with an unsigned %s, answers 422 (attack 24a)',
    async (name, value) => {
      const { client } = await testApp.signUp();
      const { id, request } = await start(client, helloText);
      const sent = await sendTo({ ...request, headers: { ...request.headers, [name]: value } }, helloText.bytes);
      expect(sent.status).toBe(200);
      const completed = await client.post(`/uploads/${id}/complete`);
      expect(completed.status).toBe(422);
      expect(await completed.json()).toMatchObject({
        state: 'rejected',
        detail: `The file arrived with the header ${name}. Send it again without that header.`,
      });
    },
  );

  it('PUT to the bucket, an unsigned x-amz-meta header, makes no object', async () => {
    const { client } = await testApp.signUp();
    const { id, request } = await start(client, helloText);
    const withMetadata = { ...request, headers: { ...request.headers, 'x-amz-meta-note': 'x' } };
    expect((await sendTo(withMetadata, helloText.bytes)).status).toBe(403);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(409);
  });
});

it('POST /forms/documents, a file with a Content-Encoding since its check, is not accepted', async () => {
  const { client } = await testApp.signUp();
  const id = await upload(client, helloText);
  await storeWith(id, { ContentEncoding: 'gzip' });
  const submitted = await client.post('/forms/documents', { json: { title: 'One', files: [id] } });
  expect(submitted.status).toBe(422);
  expect((await submitted.json()).errors).toMatchObject([{ field: 'files' }]);
});

it('GET /files/{id}, an object with a Content-Encoding, serves the checked bytes', async () => {
  const { client } = await testApp.signUp();
  const id = await upload(client, helloText);
  const submitted = await client.post('/forms/documents', { json: { title: newId(), files: [id] } });
  expect(submitted.status).toBe(201);
  await storeWith(id, { ContentEncoding: 'gzip' });
  const redirect = await client.get(`/files/${id}`);
  const response = await fetch(redirect.headers.get('Location') ?? '');
  expect(response.headers.get('Content-Encoding')).toBe('identity');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(helloText.bytes);
});
