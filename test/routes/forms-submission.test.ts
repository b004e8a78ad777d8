import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../support/page.ts';
import { avatarPicture, postDocuments, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start, upload } from '../support/uploading.ts';

let testApp: TestApp;
let one: Awaited<ReturnType<TestApp['signUp']>>;
let other: Awaited<ReturnType<TestApp['signUp']>>;
beforeAll(async () => {
  testApp = await startTestApp();
  [one, other] = [await testApp.signUp(), await testApp.signUp()];
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };
const post = (form: Record<string, string | readonly string[]>, client = one.client) =>
  client.post('/forms/documents', { form, headers: html });

/** Uploads that no submission may have, and the sentence for each. */
const unfit: readonly [what: string, make: () => Promise<string>, says: RegExp][] = [
  ['an id that was never given out', async () => 'a'.repeat(24), /There is no such upload\. It may have expired/],
  ['a text that is no id', async () => '../x', /There is no such upload/],
  ["another user's upload", () => upload(other.client, helloText), /There is no such upload/],
  ['an upload for another form', () => upload(one.client, avatarPicture), /sent for another field/],
  [
    'an upload whose bytes have not arrived',
    async () => (await start(one.client, helloText)).id,
    /hello\.txt”: The file hasn’t arrived yet/,
  ],
  ['an upload that a submission holds', async () => heldUpload(), /is part of another submission/],
  [
    'an upload that was rejected',
    async () => rejectedUpload(),
    /x\.png”: This file is named \.png, but we can’t read it as PNG/,
  ],
  ['an upload that was given up', async () => removedUpload(), /hello\.txt”: This file was removed/],
];

async function heldUpload(): Promise<string> {
  const id = await upload(one.client, helloText);
  await postDocuments(one.client, { files: [id] });
  return id;
}

async function rejectedUpload(): Promise<string> {
  const file = { filename: 'x.png', contentType: 'image/png', bytes: new TextEncoder().encode('<html>') };
  const { id, request } = await start(one.client, file);
  await sendTo(request, file.bytes);
  await one.client.post(`/uploads/${id}/complete`);
  return id;
}

async function removedUpload(): Promise<string> {
  const id = await upload(one.client, helloText);
  await one.client.send('DELETE', `/uploads/${id}`);
  return id;
}

describe('POST /forms/{form} as JSON', () => {
  it('POST /forms/{form} as JSON, a good submission, answers 201 with it and its address', async () => {
    const files = [
      await upload(one.client, helloText),
      await upload(one.client, { ...helloText, filename: 'two.txt' }),
    ];
    const response = await postDocuments(one.client, { note: 'Left and right.', files });
    expect(response.status).toBe(201);
    const submission = await response.json();
    expect(response.headers.get('Location')).toBe(`/submissions/${submission.id}`);
    expect(submission).toMatchObject({
      form: 'documents',
      number: expect.any(Number),
      submittedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      submitter: { id: one.user.id, username: one.user.username },
      fields: { title: 'Boots', note: 'Left and right.' },
      files: {
        files: [
          { id: files[0], filename: 'hello.txt', size: 14 },
          { id: files[1], filename: 'two.txt' },
        ],
      },
    });
    expect(JSON.stringify(submission)).not.toMatch(/"key"|files\/|etag|@example/);
  });

  it('POST /forms/{form} as JSON, several submissions, numbers them for each form on its own', async () => {
    const [first, avatar, second] = [
      await submitDocument(one.client),
      await submitAvatar(one.client),
      await submitDocument(other.client),
    ];
    expect(second.number).toBe(first.number + 1);
    expect(avatar.form).toBe('avatar');
  });

  it('POST /forms/{form} as JSON, an upload not completed yet, checks it itself', async () => {
    const { id, request } = await start(one.client, helloText);
    await sendTo(request, helloText.bytes);
    expect((await postDocuments(one.client, { files: [id] })).status).toBe(201);
  });

  it.each(unfit)(
    'POST /forms/{form} as JSON, %s, answers 422 at its field and records nothing',
    async (_what, make, says) => {
      const good = await upload(one.client, helloText);
      const response = await postDocuments(one.client, {
        files: [good, await make()],
        idempotencyKey: 'key-of-the-unfit',
      });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        errors: [{ field: 'files', message: expect.stringMatching(says) }],
      });
      expect(await (await one.client.get(`/uploads/${good}`)).json()).toMatchObject({ state: 'complete' });
      expect((await one.client.get(`/files/${good}`)).status).toBe(404);
    },
  );

  it('POST /forms/{form} as JSON, an upload that has expired, answers 422', async () => {
    const id = await upload(one.client, helloText);
    testApp.advanceSeconds(24 * 3600 + 1);
    for (const { client, user, password } of [one, other]) await client.signIn(user.email, password);
    expect(await (await postDocuments(one.client, { files: [id] })).json()).toMatchObject({
      errors: [{ field: 'files', message: expect.stringMatching(/expired/) }],
    });
  });

  it.each([
    ['no title', { title: '' }, 'title'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['no files', { files: [] }, 'files'],
    ['eleven files', { files: Array.from({ length: 11 }, (_, index) => `upload-${index}`) }, 'files'],
    ['a title that is a list', { title: ['x'] }, 'title'],
  ])('POST /forms/{form} as JSON, %s, answers 422', async (_what, parts, field) => {
    const response = await postDocuments(one.client, parts);
    expect(response.status).toBe(422);
    expect((await response.json()).errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('POST /forms/{form} as JSON, no such form 404, without a session 401', async () => {
    expect((await one.client.post('/forms/secrets', { json: {} })).status).toBe(404);
    expect((await one.client.post('/forms/constructor', { json: {} })).status).toBe(404);
    expect((await testApp.client().post('/forms/documents', { json: {} })).status).toBe(401);
  });
});

describe('POST /forms/{form} as an HTML form', () => {
  it('POST /forms/{form} from the page, a good submission, redirects to the receipt', async () => {
    const response = await post({
      title: 'Boots',
      note: '',
      files: await upload(one.client, helloText),
      idempotencyKey: 'key-html-1',
    });
    expect(response.status).toBe(303);
    const receipt = await readPage(await one.client.getPage(response.headers.get('Location') ?? ''));
    expect(receipt.html).toContain('hello.txt');
  });

  it('POST /forms/{form} from the page, a mistake, shows every value and upload again, in order', async () => {
    const ids = [
      await upload(one.client, helloText),
      await upload(one.client, { ...helloText, filename: 'two <b>&".txt' }),
    ];
    const note = 'Line one\n  & "two" <b>\'three\'';
    const page = await readPage(
      await post({ title: ' ', note: note.replace('\n', '\r\n'), files: ids, idempotencyKey: 'key-html-2' }),
    );
    expect(page.status).toBe(422);
    expect(page.errorOf('title')).toBe('Enter a title.');
    expect(page.valueOf('note')?.replace(/\r\n/g, '\n')).toBe(note);
    expect(page.hiddenValues('files')).toEqual(ids);
    expect(page.valueOf('idempotencyKey')).toBe('key-html-2');
    expect(page.html).not.toContain('<b>');
    expect(
      (await post({ title: 'Now', note, files: page.hiddenValues('files'), idempotencyKey: 'key-html-2' })).status,
    ).toBe(303);
  });

  it.each(unfit)(
    'POST /forms/{form} from the page, %s, says so at the field and keeps the rest',
    async (_what, make, says) => {
      const good = await upload(one.client, helloText);
      const page = await readPage(
        await post({ title: 'Boots & more', files: [good, await make()], idempotencyKey: 'key-html-3' }),
      );
      expect(page.status).toBe(422);
      expect(page.errorOf('files')).toMatch(says);
      expect(page.html).toContain('href="#files"');
      expect(page.valueOf('title')).toBe('Boots & more');
      expect(page.hiddenValues('files')).toContain(good);
      expect((await one.client.get(`/files/${good}`)).status).toBe(404);
    },
  );

  it('POST /forms/{form} from the page, another user’s upload, never shows its name', async () => {
    const id = await upload(other.client, { ...helloText, filename: 'secret-plan.txt' });
    const page = await readPage(await post({ title: '', files: id }));
    expect(page.html).not.toContain('secret-plan');
    expect(page.hiddenValues('files')).toEqual([]);
  });

  it('POST /forms/{form} from the page, a file’s remove button, deletes it and keeps the rest', async () => {
    const [gone, kept] = [await upload(one.client, helloText), await upload(one.client, helloText)];
    const page = await readPage(await post({ title: 'Boots', files: [gone, kept], remove: gone }));
    expect(page.status).toBe(200);
    expect(page.hiddenValues('files')).toEqual([kept]);
    expect(page.valueOf('title')).toBe('Boots');
    expect(await (await one.client.get(`/uploads/${gone}`)).json()).toMatchObject({ state: 'rejected' });
  });

  it('POST /forms/{form} from the page, the remove button of another user’s file, removes nothing', async () => {
    const id = await upload(other.client, helloText);
    await post({ title: 'Boots', files: id, remove: id });
    expect(await (await other.client.get(`/uploads/${id}`)).json()).toMatchObject({ state: 'complete' });
  });

  it('POST /forms/{form} from the page, as multipart/form-data, is read, and answers 422 to files in it', async () => {
    const form = new FormData();
    form.set('title', 'Boots');
    form.set('files', await upload(one.client, helloText));
    expect((await one.client.post('/forms/documents', { body: form, headers: html })).status).toBe(303);
    form.set('files', new File(['bytes'], 'x.txt'));
    const response = await one.client.post('/forms/documents', { body: form });
    expect(response.status).toBe(415);
    expect((await response.json()).detail).toContain('never with the form');
  });
});
