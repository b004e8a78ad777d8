import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketRequest } from '../../packages/s3-server/src/server.ts';
import { createApp } from '../../src/app.ts';
import { png, zip } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { bytes, gifOf, pngOf, zipOf } from '../support/sample-files.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FileToSend, sendTo, start, upload } from '../support/uploading.ts';
import { openStep, postFile } from './posting-files.ts';

const strict = defineForm({
  ...{ slug: 'strict', title: 'Strict', description: 'x', submit: anyoneSignedIn, review: anyoneSignedIn },
  fields: {
    archives: files({
      ...{ label: 'Archives', accept: [zip], maxBytes: 1e9, minFiles: 0, maxFiles: 1 },
      archive: { maxEntries: 2, maxUnpackedBytes: 1000 },
    }),
  },
});

let testApp: TestApp;
let client: Client;
const ranges: BucketRequest[] = [];
/** True when the bucket answers each range with a changed object. */
let isChanging = false;
beforeAll(async () => {
  testApp = await startTestApp({
    intercept: (request) => void (request.method === 'GET' && ranges.push(request)),
    replace: ({ forms, bucket }) => ({
      forms: createForms([...forms.values(), strict]),
      bucket: {
        ...bucket,
        readRange: (...args) => (isChanging ? Promise.resolve(undefined) : bucket.readRange(...args)),
      },
    }),
  });
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const archive = { form: 'strict', field: 'archives', filename: 'x.zip', contentType: 'application/zip' };

async function reasonOf(file: FileToSend): Promise<string | null> {
  const { id, request } = await start(client, file);
  expect((await sendTo(request, file.bytes)).status).toBe(200);
  return (await (await client.post(`/uploads/${id}/complete`)).json()).reason;
}

describe('the limits that a form sets', () => {
  it('POST /uploads/{id}/complete, an archive over the form’s limits, answers 422 (attack 47)', async () => {
    expect(await reasonOf({ ...archive, bytes: zipOf({ 'a.txt': 'A', 'b.txt': 'B' }) })).toBeNull();
    expect(await reasonOf({ ...archive, bytes: zipOf({ a: 'A', b: 'B', c: 'C' }) })).toContain('up to 2 in one');
    expect(await reasonOf({ ...archive, bytes: zipOf({ a: 'A'.repeat(1001) }) })).toContain('up to 1000\u00a0bytes');
    expect(await reasonOf({ ...archive, bytes: zipOf({ a: 'A' }).subarray(0, -1) })).toContain('damaged or incomplete');
  });

  it('GET /forms/{form}, limits of a form, states them on the page and in JSON', async () => {
    expect((await readPage(await client.getPage('/forms/strict'))).html).toContain(
      'A ZIP archive may hold up to 2 files and 1000\u00a0bytes unpacked.',
    );
    expect((await (await client.get('/forms/strict')).json()).fileFields[0]).toMatchObject({
      maxEntries: 2,
      maxUnpackedBytes: 1000,
    });
  });

  it('GET /forms/{form}/{field}/upload/{id}, an archive over the form’s limits, is rejected', async () => {
    const back = await postFile(
      await openStep(client, '/forms/strict/archives/upload'),
      zipOf({ a: 'A'.repeat(1001) }),
    );
    const answer = await client.getPage(back);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('up to 1000\u00a0bytes')]);
  });
});

it('POST /uploads/{id}/complete, a type that the form no longer takes, says what it takes now', async () => {
  const { id, request } = await start(client, { ...archive, bytes: zipOf({ a: 'A' }) });
  await sendTo(request, zipOf({ a: 'A' }));
  const pictures = files({ label: 'Archives', accept: [png], maxBytes: 1e9, minFiles: 0, maxFiles: 1 });
  const changed = createForms([{ ...strict, fileFields: { archives: pictures } }]);
  const app = createApp({ ...testApp.dependencies, forms: changed });
  const asking = new Client(app, testApp.dependencies.publicUrl);
  for (const [name, value] of client.cookies) asking.cookies.set(name, value);
  const answer = await asking.post(`/uploads/${id}/complete`);
  const reason = 'This file type isn’t accepted. Choose another file: PNG.';
  expect([answer.status, await answer.json()]).toMatchObject([422, { state: 'rejected', reason }]);
});

it('POST /uploads/{id}/complete, reads the file by ranges, each bound to the checked bytes', async () => {
  ranges.length = 0;
  await upload(client, { filename: 'x.zip', contentType: 'application/zip', bytes: zipOf({ 'a.txt': 'A' }) });
  const reads = ranges.filter(({ key }) => key.startsWith('files/'));
  expect(reads.length).toBeGreaterThan(0);
  for (const { headers } of reads) {
    expect(headers.get('range')).toMatch(/^bytes=\d+-\d+$/);
    expect(headers.get('if-match')).toMatch(/^"\w+"$/);
  }
});

describe('a file of two types at once', () => {
  const script = '=1;alert(document.domain)//';
  it.each<[string, FileToSend, string]>([
    [
      'GIF and JavaScript',
      { filename: 'x.gif', contentType: 'image/gif', bytes: bytes(gifOf(47, 42), script, ';') },
      'image/gif',
    ],
    [
      'PDF and ZIP',
      {
        filename: 'x.pdf',
        contentType: 'application/pdf',
        bytes: bytes('%PDF-1.4\n', zipOf({ 'x.html': '<script>' })),
      },
      'application/pdf',
    ],
    [
      'PNG and ZIP',
      { filename: 'x.png', contentType: 'image/png', bytes: bytes(pngOf(64, 64), zipOf({ 'x.html': '<script>' })) },
      'image/png',
    ],
    [
      'text and a page further down',
      { filename: 'x.txt', contentType: 'text/plain', bytes: bytes('x\n<html><script>alert(1)</script>') },
      'text/plain; charset=utf-8',
    ],
  ])(
    'GET /files/{id}, %s in one file, serves the accepted type, saved by default (attack 45)',
    async (_what, file, type) => {
      const id = await upload(client, file);
      expect((await postDocuments(client, { files: [id] })).status).toBe(201);
      for (const disposition of ['attachment', 'inline']) {
        const redirect = await client.get(`/files/${id}${disposition === 'inline' ? '?disposition=inline' : ''}`);
        const served = await fetch(redirect.headers.get('location') ?? '', { headers: { accept: 'text/html' } });
        expect(served.headers.get('content-type')).toBe(type);
        expect(served.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}; `));
        expect(Buffer.from(await served.arrayBuffer()).equals(file.bytes)).toBe(true);
      }
    },
  );

  it('GET /files/{id}, an archive, is saved under every disposition (attack 45)', async () => {
    const id = await upload(client, {
      filename: 'x.zip',
      contentType: 'application/zip',
      bytes: zipOf({ a: '<html>' }),
    });
    await postDocuments(client, { files: [id] });
    const redirect = await client.get(`/files/${id}?disposition=inline`);
    const served = await fetch(redirect.headers.get('location') ?? '');
    expect(served.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(served.headers.get('content-type')).toBe('application/zip');
  });
});

it('POST /uploads/{id}/complete, bytes that change meanwhile, decides nothing and stays open', async () => {
  const file = { filename: 'x.txt', contentType: 'text/plain', bytes: bytes('Hello') };
  const { id, request } = await start(client, file);
  await sendTo(request, file.bytes);
  isChanging = true;
  const early = await client.post(`/uploads/${id}/complete`);
  isChanging = false;
  expect([early.status, (await early.json()).state]).toEqual([409, 'pending']);
  expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
});
