import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { en } from '../../src/messages/en.ts';
import type { Client } from '../support/client.ts';
import { openUploadsOf } from '../support/open-uploads.ts';
import { readPage } from '../support/page.ts';
import { bytes, pngOf } from '../support/sample-files.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';

let testApp: TestApp;
let client: Client;
let user: User;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client, user } = await testApp.signUp());
});
afterAll(() => testApp.close());

const step = '/forms/documents/files/upload';

/** Fills in the form and asks for the step, as the button without the script does. */
async function leaveForm(fields: Record<string, string>): Promise<string> {
  const response = await client.post('/forms/documents', {
    form: { ...fields, step: 'upload:files' },
    headers: { accept: 'text/html' },
  });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

const stateOf = async (id: string) => (await client.get(`/uploads/${id}`)).json();

describe('GET /forms/{form}/{field}/upload', () => {
  it('GET /forms/{form}/{field}/upload, shows a form to the bucket, records nothing, renews in time', async () => {
    const response = await client.getPage(step);
    const wait = Number(/^(\d+); url=/.exec(response.headers.get('refresh') ?? '')?.[1]);
    expect(wait).toBeGreaterThan(200);
    expect(wait).toBeLessThan(300);
    const { fields, action } = await openStep(client);
    expect(action).toContain(testApp.config.bucketName);
    expect(fields.key).toMatch(/^posts\/[\w-]+\/[\w-]+\/\$\{filename\}$/);
    expect(await openUploadsOf(testApp.table, user.id)).toEqual([]);
  });

  it('GET /forms/{form}/{field}/upload, states the largest size and what to do with a larger file', async () => {
    const { html } = await readPage(await client.getPage(step));
    expect(html).toContain('the file is larger than 5\u00a0GB: go back');
    expect(html).toMatch(/Documents, [^<]*; one file, up to 5\u00a0GB/);
  });

  it('GET /forms/{form}, says that a file without a typed name keeps its own', async () => {
    const page = await (await client.getPage('/forms/documents')).text();
    expect(page).toContain('Leave it empty to keep the file’s own name.');
  });

  it('GET /forms/{form}/{field}/upload, a field for several files, says that more can follow', async () => {
    const sentence = 'Files are sent one at a time';
    expect(await (await client.getPage(step)).text()).toContain(sentence);
    expect(await (await client.getPage('/forms/avatar/picture/upload')).text()).not.toContain(sentence);
  });

  it('GET /forms/{form}/{field}/upload, twice, gives each form another key', async () => {
    const [one, other] = [await openStep(client), await openStep(client)];
    expect(one.fields.key).not.toBe(other.fields.key);
  });

  it.each(['/forms/none/files/upload', '/forms/documents/none/upload', '/forms/documents/constructor/upload'])(
    'GET %s, no such form or field, answers 404',
    async (path) => {
      expect((await client.getPage(path)).status).toBe(404);
    },
  );
});

describe('GET /forms/{form}/{field}/upload/{id}', () => {
  it('GET /forms/{form}/{field}/upload/{id}, a file, redirects to the form with values and file', async () => {
    const path = await leaveForm({ title: 'Boots', 'filename:files': 'Grüße.txt' });
    const back = await client.getPage(await postFile(await openStep(client, path), helloText.bytes));
    expect(back.status).toBe(303);
    const page = await readPage(await client.getPage(back.headers.get('location') ?? ''));
    expect([page.valueOf('title'), page.hiddenValues('files')]).toEqual(['Boots', [uploadIdIn(back)]]);
    expect(page.html).toContain('Grüße.txt');
  });

  it('GET /forms/{form}/{field}/upload/{id}, no file, shows the step again with a sentence', async () => {
    const { fields } = await openStep(client);
    const answer = await client.getPage(new URL(fields.success_action_redirect ?? '').pathname);
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('The file didn’t arrive')]);
  });

  it.each([
    ['no key', () => undefined],
    ['the folder alone', (folder: string) => folder],
    ['the folder of another upload', (folder: string) => `${folder.slice(0, -1)}${folder.endsWith('_') ? '-' : '_'}/x`],
    ['a key below it', (folder: string) => `${folder}/a/x`],
    ['a key beside it', (folder: string) => `${folder}/../x`],
    ['the folder itself', (folder: string) => `${folder}/.`],
    ['the folder above', (folder: string) => `${folder}/..`],
    ['a key of other files', () => 'files/x'],
    ['a key that no object can have', (folder: string) => `${folder}/${'x'.repeat(2000)}`],
  ])('GET /forms/{form}/{field}/upload/{id}?key=, %s, finds no file (attack 29)', async (_what, keyOf) => {
    const form = await openStep(client);
    const { pathname, searchParams } = new URL(await postFile(form, helloText.bytes), 'http://localhost');
    const key = keyOf((searchParams.get('key') ?? '').replace(/\/x$/, ''));
    const answer = await client.getPage(key === undefined ? pathname : `${pathname}?${new URLSearchParams({ key })}`);
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('The file didn’t arrive')]);
  });

  it.each([
    ['Grüße – عقد إعارة 2026 (2)+50 %.txt', 'Grüße – عقد إعارة 2026 (2)+50 %.txt'],
    ['C:\\Users\\Ada\\notes.txt', 'notes.txt'],
    ['../../files/notes.txt', 'notes.txt'],
    ["it's!*~'.txt", "it's!*~'.txt"],
    ['%2e%2e%2fx.txt', '%2e%2e%2fx.txt'],
    ['notes', 'notes.txt'],
    ['.txt', 'file.txt'],
    ['', 'Untitled.txt'],
    [`${'é'.repeat(300)}.txt`, `${'é'.repeat(125)}.txt`],
  ])('GET /forms/{form}/{field}/upload/{id}, a file named %j, is called %j', async (filename, called) => {
    const id = uploadIdIn(await client.getPage(await postFile(await openStep(client), helloText.bytes, filename)));
    expect(await stateOf(id)).toMatchObject({ state: 'complete', filename: called });
  });

  it('GET /forms/{form}/{field}/upload/{id}, the form sent twice with two names, keeps the first file', async () => {
    const form = await openStep(client);
    const first = await postFile(form, helloText.bytes, 'first.txt');
    const second = await postFile(form, bytes('Other'), 'second.txt');
    const id = uploadIdIn(await client.getPage(first));
    expect(uploadIdIn(await client.getPage(second))).toBe(id);
    expect(await stateOf(id)).toMatchObject({ filename: 'first.txt', size: helloText.bytes.length });
  });

  it('GET /forms/{form}/{field}/upload/{id}, again, answers the same, also once it is submitted', async () => {
    const back = await postFile(await openStep(client), helloText.bytes);
    const id = uploadIdIn(await client.getPage(back));
    expect((await postDocuments(client, { files: [id] })).status).toBe(201);
    expect(uploadIdIn(await client.getPage(back))).toBe(id);
    const location = (await client.getPage(back)).headers.get('location') ?? '';
    expect((await readPage(await client.getPage(location))).hiddenValues('files')).toEqual([]);
  });

  it('GET /forms/{form}/{field}/upload/{id}, another user’s, does not show the file (attack 35)', async () => {
    const other = await testApp.signUp();
    const back = await postFile(await openStep(client), helloText.bytes);
    const early = await other.client.getPage(back);
    const id = uploadIdIn(await client.getPage(back));
    const late = await other.client.getPage(back);
    expect([early.status, late.status]).toEqual([409, 409]);
    expect((await other.client.get(`/uploads/${id}`)).status).toBe(404);
  });

  it.each(['x', 'a'.repeat(65), '..%2f..', '%00', 'a%2fb%2fc'])(
    'GET /forms/{form}/{field}/upload/{id}, %s as the id, answers 404',
    async (id) => {
      expect((await client.getPage(`${step}/${id}`)).status).toBe(404);
    },
  );

  it.each([
    ['a text', helloText.bytes, '', 'text/plain', 'x.txt'],
    ['a picture', pngOf(9, 9), '', 'image/png', 'x.png'],
    ['a picture with a name', pngOf(9, 9), '../../me.png', 'image/png', 'me.png'],
    ['a name without an extension', pngOf(9, 9), 'me', 'image/png', 'me.png'],
  ])(
    'GET /forms/{form}/{field}/upload/{id}, %s, names it by its content and name (attack 29)',
    async (_what, content, typed, contentType, filename) => {
      const path = await leaveForm({ title: 'x', 'filename:files': typed });
      const id = uploadIdIn(await client.getPage(await postFile(await openStep(client, path), content)));
      expect(await stateOf(id)).toMatchObject({ state: 'complete', contentType, filename });
    },
  );

  it.each([
    ['a page named as a text', bytes('<html><script>'), 'x.txt', 'looks like HTML, XML or SVG'],
    ['a page without a name', bytes('<html><script>'), '', 'looks like HTML, XML or SVG'],
    ['a text named as a picture', bytes('Hello'), 'x.png', 'named .png, but we can’t read it as PNG'],
  ])(
    'GET /forms/{form}/{field}/upload/{id}, %s, shows the step with a sentence (attack 44)',
    async (_what, content, typed, sentence) => {
      const path = await leaveForm({ title: 'x', 'filename:files': typed });
      const answer = await client.getPage(await postFile(await openStep(client, path), content));
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)]);
    },
  );

  it.each(['', 'x.txt', 'x.png'])(
    'GET /forms/{form}/{field}/upload/{id}, an empty file named “%s”, shows the step, keeps none',
    async (typed) => {
      const path = await leaveForm({ title: 'x', 'filename:files': typed });
      const back = await postFile(await openStep(client, path), new Uint8Array());
      const answer = await client.getPage(back);
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(en.sentences['file-empty'])]);
      expect((await client.getPage(back)).status).toBe(409);
    },
  );

  it('GET /forms/{form}/{field}/upload/{id}, a wrong type, states the accepted types (attack 44)', async () => {
    const back = await postFile(await openStep(client), bytes('MZ', new Uint8Array(200)));
    const answer = await client.getPage(back);
    const sentence = 'This file type isn’t accepted. Choose another file: documents, pictures,';
    expect([answer.status, await answer.text()]).toEqual([415, expect.stringContaining(sentence)]);
    expect((await client.getPage(back)).status).toBe(409);
  });
});
