import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, type SignedRequest, sendTo, start } from '../support/uploading.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const hello = new TextDecoder().decode(helloText.bytes);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Sends the request as it was signed, but for these changes, and expects no object afterwards. */
async function problem(change: (request: SignedRequest) => SignedRequest, content = hello) {
  const { id, request } = await start(client, helloText);
  const response = await sendTo(change(request), bytesOf(content));
  const text = await response.text();
  expect((await client.post(`/uploads/${id}/complete`)).status).toBe(409);
  return { status: response.status, code: /<Code>(\w+)/.exec(text)?.[1] };
}

const withHeader = (name: string, value: string) => (request: SignedRequest) => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});
const without = (name: string) => (request: SignedRequest) => {
  const { [name]: _left, ...headers } = request.headers;
  return { ...request, headers };
};
const withUrl = (change: (url: string) => string) => (request: SignedRequest) => ({
  ...request,
  url: change(request.url),
});

describe('the signed request of POST /uploads', () => {
  it('PUT to the bucket, exactly as signed, answers 200', async () => {
    const { id, request } = await start(client, helloText);
    expect((await sendTo(request, helloText.bytes)).status).toBe(200);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
  });

  it.each([`${hello}!`, hello.slice(1), ''])(
    'PUT to the bucket, another length, %j, answers 403 (attack 19)',
    async (content) => {
      expect(await problem((request) => request, content)).toMatchObject({
        status: 403,
        code: 'SignatureDoesNotMatch',
      });
    },
  );

  it('PUT to the bucket, another Content-Type, answers 403 (attack 20)', async () => {
    expect((await problem(withHeader('content-type', 'text/html'))).status).toBe(403);
    expect((await problem(without('content-type'))).status).toBe(403);
  });

  it('PUT to the bucket, other bytes 400, no checksum 403 (attack 21)', async () => {
    expect(await problem((request) => request, 'Hello, robber.')).toMatchObject({ status: 400, code: 'BadDigest' });
    expect((await problem(without('x-amz-checksum-sha256'))).status).toBe(403);
    const other = Buffer.alloc(32).toString('base64');
    expect((await problem(withHeader('x-amz-checksum-sha256', other))).status).toBe(403);
  });

  it('POST /uploads, a signed URL, has no checksum of an empty body (attack 22)', async () => {
    const { request } = await start(client, helloText);
    expect(request.url).not.toMatch(/checksum-crc32|AAAAAA|sdk-checksum/i);
    expect(Object.keys(request.headers).join()).not.toContain('crc32');
  });

  it('PUT to the bucket, with an ACL, is denied (attack 23)', async () => {
    expect((await problem(withHeader('x-amz-acl', 'public-read'))).status).toBe(403);
  });

  it.each([
    ['x-amz-meta-owner', 'me'],
    ['x-amz-storage-class', 'GLACIER'],
    ['x-amz-website-redirect-location', 'https://evil.example'],
    ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
    ['x-amz-copy-source', '/sluice/files/other'],
  ])('PUT to the bucket, an extra %s, is denied (attack 24)', async (name, value) => {
    expect((await problem(withHeader(name, value))).status).toBe(403);
  });

  it.each(['state=kept', 'state=pending&x=y', ''])(
    'PUT to the bucket, the tags %j, answers 403 (attack 24)',
    async (tags) => {
      expect((await problem(withHeader('x-amz-tagging', tags))).status).toBe(403);
      expect((await problem(without('x-amz-tagging'))).status).toBe(403);
    },
  );

  it('PUT to the bucket, a second time, never replaces the object (attack 25)', async () => {
    const { id, request } = await start(client, helloText);
    expect((await sendTo(request, helloText.bytes)).status).toBe(200);
    expect((await sendTo(request, helloText.bytes)).status).toBe(412);
    await client.post(`/uploads/${id}/complete`);
    expect((await sendTo(request, helloText.bytes)).status).toBe(412);
    expect((await problem(without('if-none-match'))).status).toBe(403);
  });

  it.each(['GET', 'HEAD', 'DELETE', 'POST'])(
    '%s to the bucket, the URL signed for PUT, answers 403 (attack 26)',
    async (method) => {
      const { request } = await start(client, helloText);
      await sendTo(request, helloText.bytes);
      const body = method === 'POST' ? helloText.bytes : null;
      const headers = { ...request.headers, ...(method !== 'POST' && { 'content-length': '0' }) };
      expect((await fetch(request.url, { method, headers, body })).status).toBe(403);
    },
  );

  it.each([
    ['another key', (url: string) => url.replace(/files\/[\w.-]+/, `files/${'a'.repeat(24)}`)],
    ['a key below it', (url: string) => url.replace('?', '/more?')],
    ['another bucket', (url: string) => url.replace('/sluice/', '/other/')],
    ['its ACL', (url: string) => `${url}&acl=`],
    ['its tags', (url: string) => `${url}&tagging=`],
    ['uploads in parts', (url: string) => `${url}&uploads=`],
    ['a version', (url: string) => `${url}&versionId=1`],
    ['a longer life', (url: string) => url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604800')],
    ['fewer signed headers', (url: string) => url.replace(/X-Amz-SignedHeaders=[^&]+/, 'X-Amz-SignedHeaders=host')],
    ['another signature', (url: string) => url.replace(/Signature=./, 'Signature=z')],
  ])('PUT to the bucket, the URL changed to %s, answers 403 (attack 26)', async (_what, change) => {
    expect((await problem(withUrl(change))).status).toBeGreaterThanOrEqual(403);
  });

  it('POST /uploads/{id}/request, after 300 seconds, the URL expires and can be renewed (attack 27)', async () => {
    const { id, request } = await start(client, helloText);
    testApp.advanceSeconds(301);
    expect((await sendTo(request, helloText.bytes)).status).toBe(403);
    const renewed = await client.post(`/uploads/${id}/request`);
    expect(renewed.status).toBe(200);
    const { request: fresh } = await renewed.json();
    expect(new URL(fresh.url).pathname).toBe(new URL(request.url).pathname);
    expect(new URL(fresh.url).searchParams.get('X-Amz-Expires')).toBe('300');
    expect(Date.parse(fresh.expiresAt) - testApp.dependencies.clock().getTime()).toBeLessThanOrEqual(300_000);
    expect((await sendTo(fresh, helloText.bytes)).status).toBe(200);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
    expect((await client.post(`/uploads/${id}/request`)).status).toBe(409);
  });

  it('PUT to the bucket from another origin, allows no reading of the response (attack 30)', async () => {
    const { request } = await start(client, helloText);
    const preflight = (origin: string) =>
      fetch(request.url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'content-type,if-none-match,x-amz-tagging,x-amz-checksum-sha256',
        },
      });
    const ours = await preflight('http://localhost:3000');
    expect(ours.status).toBe(200);
    expect(ours.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const theirs = await preflight('https://evil.example');
    expect(theirs.status).toBe(403);
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight('null')).status).toBe(403);
    const sent = await fetch(request.url, {
      method: 'PUT',
      headers: { ...request.headers, origin: 'https://evil.example' },
      body: helloText.bytes,
    });
    expect(sent.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('the bucket, without a signature, gives, takes and lists nothing (attack 32)', async () => {
    const { request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    const { origin, pathname } = new URL(request.url);
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      expect((await fetch(origin + pathname, { method })).status).toBe(403);
    expect((await fetch(`${origin}/sluice?list-type=2`)).status).toBe(403);
  });
});
