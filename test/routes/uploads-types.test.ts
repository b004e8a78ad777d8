import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { bytes, jpegOf, sampleFiles } from '../support/sample-files.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FileToSend, sendTo, start, upload } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const sampleOf = (mime: string) => sampleFiles[mime] ?? bytes();

/** Sends a file and has it checked. */
async function complete(file: FileToSend): Promise<Response> {
  const { id, request } = await start(client, file);
  expect((await sendTo(request, file.bytes)).status).toBe(200);
  return client.post(`/uploads/${id}/complete`);
}

/** Files whose content is of another type than their name, and the name that they get. */
const mistaken: readonly [name: string, claimed: string, real: string, filename: string][] = [
  ['photo.png', 'image/png', 'image/jpeg', 'photo.jpg'],
  ['IMG_0001.JPG', 'image/jpeg', 'image/heic', 'IMG_0001.heic'],
  ['photo.png', 'image/jpeg', 'image/jpeg', 'photo.jpg'],
  ['photo.jpg', '', 'image/webp', 'photo.webp'],
  ['song.mp3', 'audio/mpeg', 'audio/mp4', 'song.m4a'],
  ['film.mp4', 'video/mp4', 'video/webm', 'film.webm'],
];

describe('POST /uploads/{id}/complete', () => {
  it.each(mistaken)(
    'POST /uploads/{id}/complete, %s as %j with bytes of %s, is %s',
    async (name, claimed, real, filename) => {
      const file = { filename: name, contentType: claimed, bytes: sampleOf(real) };
      const answer = await complete(file);
      const upload = await answer.json();
      expect([answer.status, upload]).toMatchObject([200, { state: 'complete', filename, contentType: real }]);
      expect(upload.file).toMatchObject({ filename, contentType: real });
      const again = await client.post(`/uploads/${upload.id}/complete`);
      expect(await again.json()).toEqual(upload);
      expect(await (await client.get(`/uploads/${upload.id}`)).json()).toEqual(upload);
    },
  );

  it.each([
    [
      'image/png',
      'application/pdf',
      'named .png, but its content is PDF. Rename it to end in .pdf, or export it as PNG',
    ],
    [
      'application/pdf',
      'image/png',
      'named .pdf, but its content is PNG. Rename it to end in .png, or export it as PDF',
    ],
    ['audio/mpeg', 'application/zip', 'This file is named .mp3, but its content is ZIP. '],
    ['image/gif', 'text/plain', 'named .gif, but we can’t read it as GIF. Export it as GIF and'],
  ])(
    'POST /uploads/{id}/complete, %s with bytes of %s, 422 with advice (attack 44)',
    async (claimed, real, sentence) => {
      const answer = await complete({ filename: 'x', contentType: claimed, bytes: sampleOf(real) });
      expect([answer.status, await answer.json()]).toMatchObject([422, { reason: expect.stringContaining(sentence) }]);
    },
  );

  it('POST /uploads/{id}/complete, a picture type the form does not take, 422 and names it', async () => {
    const avatar = { form: 'avatar', field: 'picture', filename: 'me.jpg', contentType: 'image/jpeg' };
    const answer = await complete({ ...avatar, bytes: sampleOf('image/heic') });
    const reason = 'This file is named .jpg, but its content is HEIC. Export it as JPEG and choose it again.';
    expect([answer.status, await answer.json()]).toMatchObject([422, { reason }]);
  });

  it('POST /uploads/{id}/complete, a picture taken for another type, keeps the limits for pictures', async () => {
    const avatar = { form: 'avatar', field: 'picture', filename: 'me.png', contentType: 'image/png' };
    expect((await complete({ ...avatar, bytes: jpegOf(64, 64) })).status).toBe(200);
    const small = await complete({ ...avatar, bytes: jpegOf(63, 63) });
    expect([small.status, await small.json()]).toMatchObject([422, { reason: expect.stringContaining('63 × 63') }]);
  });
});

it('GET /files/{id}, a picture taken for another type, is served as its real type', async () => {
  const id = await upload(client, { filename: 'photo.png', contentType: 'image/png', bytes: jpegOf(64, 64) });
  const submitted = await postDocuments(client, { files: [id] });
  expect([submitted.status, await submitted.json()]).toMatchObject([
    201,
    { files: { files: [{ filename: 'photo.jpg', contentType: 'image/jpeg' }] } },
  ]);
  const redirect = await client.get(`/files/${id}?disposition=inline`);
  const served = await fetch(redirect.headers.get('location') ?? '');
  expect(served.headers.get('content-type')).toBe('image/jpeg');
  expect(served.headers.get('content-disposition')).toMatch(/^inline; filename="?photo\.jpg/);
});

it.each(mistaken)(
  'GET /forms/{form}/{field}/upload/{id}, %s (%j) with the bytes of %s, becomes %s',
  async (name, _, real, filename) => {
    const left = await client.post('/forms/documents', {
      form: { title: 'x', 'filename:files': name, step: 'upload:files' },
      headers: { accept: 'text/html' },
    });
    const path = left.headers.get('location') ?? '';
    const id = uploadIdIn(await client.getPage(await postFile(await openStep(client, path), sampleOf(real))));
    const upload = await (await client.get(`/uploads/${id}`)).json();
    expect(upload).toMatchObject({ state: 'complete', filename, contentType: real });
  },
);

describe('POST /uploads', () => {
  it('POST /uploads, text/plain for a.csv, keeps the name and is CSV', async () => {
    const answer = await complete({ filename: 'a.csv', contentType: 'text/plain', bytes: bytes('a;b\n1;2\n') });
    expect(await answer.json()).toMatchObject({ filename: 'a.csv', contentType: 'text/csv' });
  });

  it.each(['text/html', 'image/svg+xml', 'application/javascript', 'text/javascript', 'application/xhtml+xml'])(
    'POST /uploads, the type %s under any name, answers 415 (attack 11)',
    async (contentType) => {
      for (const filename of ['a.txt', 'a.csv', 'a.png', 'a.zip'])
        await expect(start(client, { filename, contentType, bytes: bytes('x') })).rejects.toThrow('415');
    },
  );
});
