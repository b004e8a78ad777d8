import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../src/files/media-type.ts';
import { admins, defineForm } from '../../src/forms/define-form.ts';
import { checkbox, email, files, number, select, text, textarea } from '../../src/forms/field.ts';
import { createForms, declaredForms } from '../../src/forms/registry.ts';
import { readPage } from '../support/page.ts';
import { pngOf } from '../support/sample-files.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, upload } from '../support/uploading.ts';

/** A form with a field of each type, for admins only. */
const everything = defineForm({
  slug: 'everything',
  title: 'Everything',
  description: 'A field of each type.',
  fields: {
    title: text({ label: 'Title', required: true, hint: 'In a few words.' }),
    note: textarea({ label: 'Note', maxLength: 50 }),
    address: email({ label: 'Address' }),
    amount: number({ label: 'Amount', min: 1, max: 9, step: 1 }),
    size: select({
      label: 'Size',
      options: [
        { value: 's', label: 'Small' },
        { value: 'l', label: 'Large' },
      ],
    }),
    agreed: checkbox({ label: 'Agreed', required: true }),
    pictures: files({ label: 'Pictures', accept: [png], maxBytes: 1000, minFiles: 0, maxFiles: 2 }),
  },
  submit: admins,
  review: admins,
});

/** Two fields that take the same files. */
const shoes = defineForm({
  slug: 'shoes',
  title: 'Shoes',
  description: 'A pair of pictures.',
  fields: {
    left: files({ label: 'Left', accept: [png], maxBytes: 1000, minFiles: 0, maxFiles: 1 }),
    right: files({ label: 'Right', accept: [png], maxBytes: 1000, minFiles: 0, maxFiles: 1 }),
  },
  submit: admins,
  review: admins,
});

let testApp: TestApp;
let user: Awaited<ReturnType<TestApp['signUp']>>;
let admin: Awaited<ReturnType<TestApp['signUp']>>;
beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ forms }) => ({ forms: createForms([...forms.values(), everything, shoes]) }),
  });
  [user, admin] = [await testApp.signUp(), await testApp.signUp({ role: 'admin' })];
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };

describe('GET /forms', () => {
  it('GET /forms, signed in, lists the forms that the user may fill in', async () => {
    const slugs = async (client: typeof user.client) =>
      (await (await client.get('/forms')).json()).items.map(({ slug }: { slug: string }) => slug);
    expect(await slugs(user.client)).toEqual([...declaredForms.keys()]);
    expect(await slugs(admin.client)).toEqual([...declaredForms.keys(), 'everything', 'shoes']);
    expect((await testApp.client().get('/forms')).status).toBe(401);
  });
});

describe('a form for some users only', () => {
  it('GET and POST /forms/{form}, POST /uploads, a form for other users, answer 404 (attack 2)', async () => {
    expect((await user.client.get('/forms/everything')).status).toBe(404);
    expect((await user.client.post('/forms/everything', { json: { title: 'x', agreed: true } })).status).toBe(404);
    const claim = claimOf({
      form: 'everything',
      field: 'pictures',
      filename: 'x.png',
      contentType: 'image/png',
      bytes: pngOf(9, 9),
    });
    expect((await user.client.post('/uploads', { json: claim })).status).toBe(404);
    expect((await admin.client.post('/uploads', { json: claim })).status).toBe(201);
    expect((await readPage(await user.client.getPage('/'))).html).not.toContain('Everything');
  });
});

describe('GET /forms/{form}', () => {
  it('GET /forms/{form} as JSON, a form, describes its fields, limits and rules for files', async () => {
    expect(await (await admin.client.get('/forms/everything')).json()).toEqual({
      slug: 'everything',
      version: expect.stringMatching(/^[\w-]{43}$/),
      title: 'Everything',
      description: 'A field of each type.',
      fields: [
        { name: 'title', label: 'Title', type: 'text', required: true, hint: 'In a few words.', maxlength: 200 },
        { name: 'note', label: 'Note', type: 'textarea', required: false, maxlength: 50 },
        { name: 'address', label: 'Address', type: 'email', required: false, maxlength: 254 },
        { name: 'amount', label: 'Amount', type: 'number', required: false, min: 1, max: 9, step: 1 },
        {
          name: 'size',
          label: 'Size',
          type: 'select',
          required: false,
          options: [
            { value: 's', label: 'Small' },
            { value: 'l', label: 'Large' },
          ],
        },
        { name: 'agreed', label: 'Agreed', type: 'checkbox', required: true },
      ],
      fileFields: [
        {
          name: 'pictures',
          label: 'Pictures',
          required: false,
          accept: ['image/png'],
          maxBytes: 1000,
          minFiles: 0,
          maxFiles: 2,
        },
      ],
    });
    const avatar = await (await user.client.get('/forms/avatar')).json();
    expect(avatar.fileFields).toMatchObject([
      { name: 'picture', required: true, maxFiles: 1, minPixels: 64, maxPixels: 4096 },
    ]);
  });

  it('GET /forms/{form} in a browser, twice, shows the form, each time with another key', async () => {
    const [one, other] = [
      await readPage(await user.client.getPage('/forms/documents')),
      await readPage(await user.client.getPage('/forms/documents')),
    ];
    expect(one.valueOf('idempotencyKey')).toMatch(/^[\w-]{24}$/);
    expect(one.valueOf('idempotencyKey')).not.toBe(other.valueOf('idempotencyKey'));
    expect(one.html).toContain('up to 10 files, 5\u00a0GB each');
    expect(one.html).not.toContain('X-Amz');
  });

  it('GET /forms/{form} in a browser, without a session, redirects to sign-in and back', async () => {
    const response = await testApp.client().getPage('/forms/documents');
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      '/session/new?next=%2Fforms%2Fdocuments',
    ]);
  });
});

describe('POST /forms/{form} with two file fields', () => {
  const picture = { form: 'shoes', filename: 'x.png', contentType: 'image/png', bytes: pngOf(9, 9) };

  it('POST /forms/{form} with two file fields, an upload in the other field, answers 422', async () => {
    const [left, right] = [
      await upload(admin.client, { ...picture, field: 'left' }),
      await upload(admin.client, { ...picture, field: 'right' }),
    ];
    const swapped = await admin.client.post('/forms/shoes', { json: { left: [right], right: [left] } });
    expect(swapped.status).toBe(422);
    expect((await swapped.json()).errors).toEqual([
      { field: 'left', message: 'This file was sent for another field.' },
      { field: 'right', message: 'This file was sent for another field.' },
    ]);
    expect((await admin.client.post('/forms/shoes', { json: { left: [left], right: [right] } })).status).toBe(201);
  });

  it('POST /forms/{form} with two file fields, a file that is gone, is named at its field', async () => {
    const [left, right] = [
      await upload(admin.client, { ...picture, field: 'left' }),
      await upload(admin.client, { ...picture, field: 'right' }),
    ];
    await admin.client.send('DELETE', `/uploads/${right}`);
    const response = await admin.client.post('/forms/shoes', { json: { left: [left], right: [right] } });
    expect((await response.json()).errors).toMatchObject([
      { field: 'right', message: expect.stringContaining('removed') },
    ]);
  });
});

describe('POST /forms/{form} with a field of each type', () => {
  it('POST /forms/{form} with a field of each type, good values, keeps each in its type', async () => {
    const form = { title: 'Boots', note: 'a\r\nb', address: 'a@b.co', amount: '5', size: 'l', agreed: 'on' };
    const response = await admin.client.post('/forms/everything', { form, headers: html });
    expect(response.status).toBe(303);
    const submission = await (await admin.client.get(response.headers.get('Location') ?? '')).json();
    expect(submission.fields).toEqual({
      title: 'Boots',
      note: 'a\nb',
      address: 'a@b.co',
      amount: 5,
      size: 'l',
      agreed: true,
    });
    const receipt = await readPage(await admin.client.getPage(response.headers.get('Location') ?? ''));
    expect(receipt.html).toMatch(/<dt>Agreed<\/dt><dd[^>]*>Yes</);
  });

  it('POST /forms/{form} with a field of each type, mistakes, shows each as typed with a sentence', async () => {
    const form = { title: '', note: 'x'.repeat(51), address: 'a at b', amount: '12', size: 'xl' };
    const page = await readPage(await admin.client.post('/forms/everything', { form, headers: html }));
    expect(page.status).toBe(422);
    for (const name of ['note', 'address', 'amount'] as const) expect(page.valueOf(name)).toBe(form[name]);
    expect(page.errorOf('title')).toBe('Fill in “Title”.');
    expect(page.errorOf('note')).toBe('Use at most 50 characters.');
    expect(page.errorOf('address')).toBe('Enter an email address such as name@example.com.');
    expect(page.errorOf('amount')).toBe('Enter 9 or less.');
    expect(page.errorOf('size')).toBe('Choose one of the options.');
    expect(page.errorOf('agreed')).toBe('Tick this box to continue.');
    expect(page.html.match(/aria-invalid="true"/g)).toHaveLength(6);
  });

  it('POST /forms/{form} with a field of each type, a mistake, keeps the chosen and ticked options', async () => {
    const form = { title: '', size: 'l', agreed: 'on' };
    const { html: page } = await readPage(await admin.client.post('/forms/everything', { form, headers: html }));
    expect(page).toMatch(/<option value="l" selected/);
    expect(page).toMatch(/type="checkbox"[^>]* checked/);
  });
});
