import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mebibytes } from '../../src/values/byte-size.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const sized = (size: number) => `{"title":"${'x'.repeat(size - 12)}"}`;

describe('the request body', () => {
  it('a request body, 1 MiB and one byte more, with a length or without, 413 for the latter', async () => {
    expect((await client.post('/forms/documents', { body: sized(mebibytes(1)), headers: json })).status).toBe(422);
    expect((await client.post('/forms/documents', { body: sized(mebibytes(1) + 1), headers: json })).status).toBe(413);
    const said = { ...json, 'content-length': String(mebibytes(1) + 1) };
    const refused = await client.post('/forms/documents', { body: sized(mebibytes(1) + 1), headers: said });
    expect(refused.status).toBe(413);
    expect((await refused.json()).detail).toContain('Files are sent to storage');
  });

  it('a request body, a wrong Content-Length, is measured itself', async () => {
    const headers = { ...json, 'transfer-encoding': 'chunked' };
    expect((await client.post('/forms/documents', { body: sized(mebibytes(2)), headers })).status).toBe(413);
  });

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'application/json-patch+json',
    'application/octet-stream',
    'x',
  ])('a request body, the type %s, answers 415 on every route that takes one (attack 18)', async (type) => {
    for (const path of ['/uploads', '/session', '/forms/documents'])
      expect((await client.post(path, { body: '{}', headers: { 'content-type': type } })).status).toBe(415);
  });

  it('a request body, malformed JSON, 400 without an error in the log', async () => {
    for (const path of ['/uploads', '/session', '/forms/documents'])
      for (const body of ['', '{', "{'a': 1}", '{"a": 1,}', '\0'])
        expect((await client.post(path, { body, headers: json })).status).toBe(400);
  });

  it.each([
    ['Latin-1', Buffer.from('{"title":"caf\xe9"}', 'latin1')],
    ['UTF-16', Buffer.from('\ufeff{"title":"x"}', 'utf16le')],
    ['with a member twice', '{"title":"one","title":"two"}'],
    ['with a member twice, once escaped', '{"title":"one","t\\u0069tle":"two"}'],
    ['with a member twice further inside', '{"title":{"a":1,"a":1}}'],
    ['with __proto__ twice', '{"__proto__":1,"__proto__":1}'],
  ])('a request body, JSON %s, 400 with a sentence on every route (attack 115)', async (_what, body) => {
    for (const path of ['/uploads', '/session', '/forms/documents', '/tokens', '/users/']) {
      const response = await client.post(path, { body, headers: json });
      expect([path, response.status]).toEqual([path, 400]);
      expect((await response.json()).detail).toMatch(/UTF-8|twice/);
    }
  });

  it('a request body, JSON with __proto__, 422 as an unknown field', async () => {
    for (const path of ['/uploads', '/session', '/forms/documents', '/tokens']) {
      const response = await client.post(path, { body: '{"__proto__":{"role":"admin"}}', headers: json });
      expect([path, response.status]).toEqual([path, 422]);
      const { errors } = await response.json();
      expect(errors).toContainEqual({ field: '__proto__', message: 'There is no such field.' });
    }
  });

  it.each([
    ['one letter each', 'application/x-www-form-urlencoded', 'a&'.repeat(mebibytes(1) / 2)],
    ['one field again and again', 'application/x-www-form-urlencoded', 'title=x&'.repeat(5001)],
    [
      'parts',
      'multipart/form-data; boundary=x',
      `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(5001)}--x--`,
    ],
  ])('a request body, a form of more than 5,000 values as %s, 413 at once (attack 114)', async (_what, type, body) => {
    const startedAt = performance.now();
    const headers = { 'content-type': type };
    for (const path of ['/session', '/forms/documents', '/users/'])
      expect([path, (await client.post(path, { body, headers })).status]).toEqual([path, 413]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('a request body, a form of 5,000 values, is read', async () => {
    expect((await client.post('/forms/documents', { body: 'files=x&'.repeat(4999), headers: form })).status).toBe(422);
  });

  it('POST /uploads/{id}/complete, no bytes of any type, as curl -d "" sends, are no body', async () => {
    const { id, request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    const complete = (body: string, headers = form) => client.post(`/uploads/${id}/complete`, { body, headers });
    expect((await complete('')).status).toBe(200);
    expect((await complete('', json)).status).toBe(200);
    expect((await complete('crc32=x')).status).toBe(415);
    expect((await complete('{', json)).status).toBe(400);
  });

  it('a request body, JSON nested very deep, is a 4xx', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect([400, 422]).toContain((await client.post('/uploads', { body: deep, headers: json })).status);
    expect([400, 422]).toContain(
      (await client.post('/forms/documents', { body: `{"title":${deep}}`, headers: json })).status,
    );
  });

  it('a request body, a form that cannot be decoded, is read as far as possible', async () => {
    const response = await client.post('/forms/documents', { body: 'title=%E0%A4%A&%=&&=x&files', headers: form });
    expect(response.status).toBe(422);
  });

  it('a request body, a broken multipart form, 400', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      expect(
        (await client.post('/forms/documents', { body: 'no boundary', headers: { 'content-type': type } })).status,
      ).toBe(400);
  });
});
