import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, sendTo, start, upload } from '../support/uploading.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('POST /uploads', () => {
  it('POST /uploads, a small file, signs its size, type, checksum and that it is new', async () => {
    const { client } = await testApp.signUp();
    const response = await client.post('/uploads', { json: claimOf(helloText) });
    expect(response.status).toBe(201);
    const started = await response.json();
    expect(response.headers.get('Location')).toBe(`/uploads/${started.id}`);
    expect(started).toMatchObject({
      state: 'pending',
      filename: 'hello.txt',
      contentType: 'text/plain',
      size: 14,
      file: null,
    });
    const signed = new URL(started.request.url).searchParams.get('X-Amz-SignedHeaders');
    expect(signed).toBe('content-length;content-type;host;if-none-match;x-amz-checksum-sha256;x-amz-tagging');
    expect(new URL(started.request.url).searchParams.get('X-Amz-Expires')).toBe('300');
  });

  it('POST /uploads, without a session, 401 and signs nothing (attack 1)', async () => {
    const response = await testApp.client().post('/uploads', { json: claimOf(helloText) });
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('X-Amz-Signature');
  });
});

describe('POST /uploads/{id}/complete', () => {
  it('POST /uploads/{id}/complete, the bytes in the bucket, complete, and the same when sent again', async () => {
    const { client } = await testApp.signUp();
    const { id, request } = await start(client, helloText);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(409);
    expect((await sendTo(request, helloText.bytes)).status).toBe(200);
    const first = await client.post(`/uploads/${id}/complete`);
    expect(first.status).toBe(200);
    expect(await (await client.post(`/uploads/${id}/complete`)).json()).toEqual(await first.json());
  });

  it('POST /uploads/{id}/complete, another user’s upload, 404 (attack 35)', async () => {
    const owner = await testApp.signUp();
    const other = await testApp.signUp();
    const id = await upload(owner.client, helloText);
    expect((await other.client.post(`/uploads/${id}/complete`)).status).toBe(404);
    expect((await other.client.get(`/uploads/${id}`)).status).toBe(404);
    expect((await other.client.send('DELETE', `/uploads/${id}`)).status).toBe(404);
  });
});
