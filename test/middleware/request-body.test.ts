import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mebibytes } from '../../src/byte-size.ts';
import type { Client } from '../support/client.ts';
import { type Stage, startStage } from '../support/stage.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';

let stage: Stage;
let client: Client;
beforeAll(async () => {
  stage = await startStage();
  ({ client } = await stage.signUp());
});
afterAll(() => stage.close());

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const sized = (size: number) => `{"title":"${'x'.repeat(size - 12)}"}`;

describe('a request body', () => {
  it('may have 1 MiB and not one byte more, said beforehand or not', async () => {
    expect((await client.post('/forms/documents', { body: sized(mebibytes(1)), headers: json })).status).toBe(422);
    expect((await client.post('/forms/documents', { body: sized(mebibytes(1) + 1), headers: json })).status).toBe(413);
    const said = { ...json, 'content-length': String(mebibytes(1) + 1) };
    const refused = await client.post('/forms/documents', { body: sized(mebibytes(1) + 1), headers: said });
    expect(refused.status).toBe(413);
    expect((await refused.json()).detail).toContain('Files are sent to storage');
  });

  it('is measured, whatever the length that is said of it', async () => {
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
  ])('attack 18: of the type %s is refused with 415 on every route that takes one', async (type) => {
    for (const path of ['/uploads', '/session', '/forms/documents'])
      expect((await client.post(path, { body: '{}', headers: { 'content-type': type } })).status).toBe(415);
  });

  it('that is no JSON is 400, and no reason for an error of ours', async () => {
    for (const path of ['/uploads', '/session', '/forms/documents'])
      for (const body of ['', '{', "{'a': 1}", '{"a": 1,}', '\0'])
        expect((await client.post(path, { body, headers: json })).status).toBe(400);
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

  it('that nests without end is refused', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect([400, 422]).toContain((await client.post('/uploads', { body: deep, headers: json })).status);
    expect([400, 422]).toContain(
      (await client.post('/forms/documents', { body: `{"title":${deep}}`, headers: json })).status,
    );
  });

  it('of a form that cannot be decoded is read as far as it can be', async () => {
    const response = await client.post('/forms/documents', { body: 'title=%E0%A4%A&%=&&=x&files', headers: form });
    expect(response.status).toBe(422);
  });

  it('of a broken multipart form is 400', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      expect(
        (await client.post('/forms/documents', { body: 'no boundary', headers: { 'content-type': type } })).status,
      ).toBe(400);
  });
});
