import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../packages/s3-server/src/server.ts';
import type { Client } from '../support/client.ts';
import { bytes, jpegOf, pngOf, sampleFiles, zipOf } from '../support/sample-files.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FileToSend, helloText, sendTo, sha256, start, upload } from '../support/uploading.ts';

let testApp: TestApp;
let client: Client;
/** The bucket's fault for the app's own requests with this method. */
let fault: { method: string; fault: Fault } | undefined;
beforeAll(async () => {
  testApp = await startTestApp({
    intercept: (request) =>
      request.method === fault?.method && request.key.startsWith('files/') ? fault.fault : undefined,
  });
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const picture = { form: 'avatar', field: 'picture', filename: 'me.png', contentType: 'image/png' };
const png = { filename: 'x.png', contentType: 'image/png' };

async function complete(file: FileToSend) {
  const { id, request } = await start(client, file);
  expect((await sendTo(request, file.bytes)).status).toBe(200);
  const response = await client.post(`/uploads/${id}/complete`);
  return { id, request, response, body: await response.json() };
}

describe('POST /uploads/{id}/complete', () => {
  it('POST /uploads/{id}/complete, without an object, 409 and stays open (attack 42)', async () => {
    const { id, request } = await start(client, helloText);
    const early = await client.post(`/uploads/${id}/complete`);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({
      status: 409,
      state: 'pending',
      detail: expect.stringContaining('hasn’t arrived yet'),
    });
    await sendTo(request, helloText.bytes);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
  });

  it('POST /uploads/{id}/complete, a whole file, states the SHA-256 that the bucket has checked', async () => {
    const { body } = await complete(helloText);
    const file = { size: 14, contentType: 'text/plain', sha256: sha256(helloText.bytes) };
    expect(body).toMatchObject({ state: 'complete', reason: null, file });
    expect(JSON.stringify(body)).not.toMatch(/key|etag|files\//);
  });

  it.each<[string, FileToSend]>([
    ['HTML', { ...png, bytes: bytes('<!doctype html><script>alert(1)</script>') }],
    ['a script', { ...png, bytes: bytes('alert(document.cookie)') }],
    ['an SVG', { ...png, bytes: bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') }],
    ['a PDF with a script', { ...png, bytes: bytes('%PDF-1.7 /OpenAction << /S /JavaScript >>') }],
    [
      'HTML named .txt',
      { filename: 'x.txt', contentType: 'text/plain', bytes: bytes('\ufeff <html><script>1</script>') },
    ],
    ['a program named .csv', { filename: 'x.csv', contentType: 'text/csv', bytes: bytes('MZ', new Uint8Array(99)) }],
  ])('POST /uploads/{id}/complete, %s, answers 422 with a reason and deletes it (attack 44)', async (_what, file) => {
    const { id, request, response, body } = await complete(file);
    expect(response.status).toBe(422);
    expect(body).toMatchObject({ status: 422, state: 'rejected', reason: expect.stringMatching(/\.$/) });
    expect(body.detail).toBe(body.reason);
    expect(await (await client.get(`/uploads/${id}`)).json()).toMatchObject({
      state: 'rejected',
      file: null,
      reason: body.reason,
    });
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(422);
    // The bytes are deleted: the signed request would make the object anew.
    expect((await sendTo(request, file.bytes)).status).toBe(200);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(422);
  });

  it('POST /uploads/{id}/complete, a picture with an archive behind it, is a picture (attack 45)', async () => {
    const { body } = await complete({ ...png, bytes: bytes(pngOf(64, 64), zipOf({ 'x.html': '<script>' })) });
    expect(body.file.contentType).toBe('image/png');
    const { response } = await complete({ ...png, bytes: bytes(zipOf({ 'x.html': '<script>' }), pngOf(64, 64)) });
    expect(response.status).toBe(422);
  });

  it.each<[string, FileToSend, string]>([
    ['50,000 pixels a side', { ...picture, bytes: pngOf(1, 1, { width: 50_000, height: 50_000 }) }, '50000 × 50000'],
    ['63 pixels', { ...picture, bytes: pngOf(63, 64) }, 'between 64 and 4096'],
    ['nothing but a signature', { ...picture, bytes: pngOf(64, 64).subarray(0, 16) }, 'can’t be read|not a PNG'],
    [
      'a HEIC that says PNG',
      { ...picture, bytes: sampleFiles['image/heic'] ?? bytes() },
      'named .png, but its content is HEIC',
    ],
    [
      'endless camera notes',
      { ...picture, contentType: 'image/jpeg', bytes: jpegOf(64, 64, 900_000) },
      'can’t be read',
    ],
  ])('POST /uploads/{id}/complete, a picture with %s, answers 422 (attack 46)', async (_what, file, sentence) => {
    const { response, body } = await complete(file);
    expect(response.status).toBe(422);
    expect(body.reason).toMatch(new RegExp(sentence));
  });

  it('POST /uploads/{id}/complete, many at the same moment, decides once', async () => {
    const { id, request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.post(`/uploads/${id}/complete`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(bodies.size).toBe(1);
  });

  it.each<[string, Fault]>([
    ['is overloaded', { kind: 'refuse', code: 'SlowDown' }],
    ['has a fault', { kind: 'refuse', code: 'InternalError' }],
    ['breaks the line', { kind: 'reset', afterBytes: 0 }],
  ])('POST /uploads/{id}/complete, a bucket that %s, 503, open until the bucket is back', async (_what, happening) => {
    const { id, request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    for (const method of ['HEAD', 'GET']) {
      fault = { method, fault: happening };
      const response = await client.post(`/uploads/${id}/complete`);
      fault = undefined;
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ status: 503, title: 'Not available right now' });
    }
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
  });

  it('POST /uploads/{id}/complete, deleting the rejected bytes fails, answers 422 all the same', async () => {
    const { id, request } = await start(client, { ...png, bytes: bytes('<html>') });
    await sendTo(request, bytes('<html>'));
    fault = { method: 'DELETE', fault: { kind: 'refuse', code: 'SlowDown' } };
    await client.post(`/uploads/${id}/complete`);
    fault = undefined;
    const again = await client.post(`/uploads/${id}/complete`);
    expect(again.status).toBe(422);
    expect(await again.json()).toMatchObject({ state: 'rejected' });
  });
});

describe('DELETE /uploads/{id}', () => {
  it('DELETE /uploads/{id}, at any stage and twice, answers 204 and deletes the bytes', async () => {
    for (const stageOfLife of ['started', 'sent', 'complete']) {
      const { id, request } = await start(client, helloText);
      if (stageOfLife !== 'started') await sendTo(request, helloText.bytes);
      if (stageOfLife === 'complete') await client.post(`/uploads/${id}/complete`);
      expect((await client.send('DELETE', `/uploads/${id}`)).status).toBe(204);
      expect((await client.send('DELETE', `/uploads/${id}`)).status).toBe(204);
      expect((await client.post('/forms/documents', { json: { title: 'x', files: [id] } })).status).toBe(422);
      expect((await sendTo(request, helloText.bytes)).status).toBe(200);
      expect((await client.post(`/uploads/${id}/complete`)).status).toBe(422);
    }
  });

  it('DELETE /uploads/{id}, a file of a submission, leaves it', async () => {
    const id = await upload(client, helloText);
    expect((await client.post('/forms/documents', { json: { title: 'x', files: [id] } })).status).toBe(201);
    const response = await client.send('DELETE', `/uploads/${id}`);
    expect(response.status).toBe(409);
    expect((await response.json()).detail).toContain('is part of a submission');
    expect((await fetch((await client.get(`/files/${id}`)).headers.get('Location') ?? '')).status).toBe(200);
  });
});
