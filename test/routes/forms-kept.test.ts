import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../packages/s3-server/src/server.ts';
import type { Client } from '../support/client.ts';
import { type Page, readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start, upload } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';

let testApp: TestApp;
/** What the bucket does to every request for a stored file. */
let fault: Fault | undefined;
beforeAll(async () => {
  testApp = await startTestApp({
    intercept: ({ key, method }) => (key.startsWith('files/') && method !== 'PUT' ? fault : undefined),
  });
});
afterEach(() => {
  fault = undefined;
});
afterAll(() => testApp.close());

const browser = { accept: 'text/html' };
const filledIn = { title: 'Boots & “laces”', note: 'Line one\r\nLine <two>' };
let keys = 0;

async function fillIn(client: Client) {
  keys += 1;
  const files = [await upload(client, helloText), await upload(client, { ...helloText, filename: 'two.txt' })];
  return { ...filledIn, files, idempotencyKey: `key-of-a-form-${keys}` };
}

const send = (client: Client, form: Record<string, string | readonly string[]>) =>
  client.post('/forms/documents', { form, headers: browser });

function expectEverything(page: Page, form: Awaited<ReturnType<typeof fillIn>>): void {
  expect(page.valueOf('title')).toBe(form.title);
  expect(page.valueOf('note')?.replaceAll('\r\n', '\n')).toBe('Line one\nLine <two>');
  expect(page.hiddenValues('files')).toEqual(form.files);
  expect(page.html).toMatch(/hello\.txt[\s\S]*two\.txt/);
}

async function submissionsOf(client: Client): Promise<number> {
  return (await (await client.get('/submissions')).json()).items.length;
}

describe('a form that is sent when sign-in has run out', () => {
  it('goes along through the sign-in page, a wrong password too, and comes back with everything, uploads as well', async () => {
    const { client, user, password } = await testApp.signUp();
    const form = await fillIn(client);
    client.cookies.clear();
    const expired = await readPage(await send(client, form));
    expect(expired.status).toBe(401);
    expect(expired.html).toContain('everything you filled in is kept');

    const signIn = (page: Page, typed: string) =>
      client.post('/session', {
        form: {
          ...{ email: user.email, password: typed },
          ...{ next: page.valueOf('next') ?? '', pendingPost: page.valueOf('pendingPost') ?? '' },
        },
        headers: browser,
      });
    const wrong = await readPage(await signIn(expired, 'not the password'));
    const signedIn = await signIn(wrong, password);
    expect(signedIn.status).toBe(303);
    const back = await readPage(await client.getPage(signedIn.headers.get('location') ?? ''));
    expectEverything(back, form);
    expect(back.valueOf('idempotencyKey')).toBe(form.idempotencyKey);

    const sent = await send(client, form);
    expect([sent.status, await submissionsOf(client)]).toEqual([303, 1]);
  });

  it('gives somebody else who signs in there the words, which stood on the page, and none of the uploads', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const form = await fillIn(one.client);
    const pendingPost = new URLSearchParams([
      ['title', form.title],
      ['files', form.files[0] ?? ''],
    ]).toString();
    const credentials = { email: other.user.email, password: other.password };
    const signedIn = await other.client.post('/session', {
      form: { ...credentials, next: '/forms/documents', pendingPost },
      headers: browser,
    });
    const page = await readPage(await other.client.getPage(signedIn.headers.get('location') ?? ''));
    expect([page.valueOf('title'), page.hiddenValues('files')]).toEqual([form.title, []]);
    expect(page.html).not.toContain('hello.txt');
  });
});

describe('a form that is sent twice', () => {
  it('at the same moment, three times even, leads to one receipt', async () => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    const answers = await Promise.all([send(client, form), send(client, form), send(client, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await submissionsOf(client)).toBe(1);
  });

  it('by the back button leads to the receipt that there is', async () => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    const first = await send(client, form);
    testApp.advanceSeconds(60);
    const second = await send(client, form);
    expect([second.status, second.headers.get('location')]).toEqual([303, first.headers.get('location')]);
    expect(await submissionsOf(client)).toBe(1);
  });

  it('with other content the second time is shown with it and a new key, without the files that are taken', async () => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    await send(client, form);
    const changed = await readPage(await send(client, { ...form, title: 'Shoes' }));
    expect([changed.status, changed.valueOf('title')]).toEqual([409, 'Shoes']);
    expect(changed.html).toContain('was sent before with other content');
    expect(changed.valueOf('idempotencyKey')).not.toBe(form.idempotencyKey);
    expect(changed.hiddenValues('files')).toEqual([]);
    const other = { ...form, title: 'Shoes', files: [await upload(client, helloText)] };
    const sent = await send(client, { ...other, idempotencyKey: changed.valueOf('idempotencyKey') ?? '' });
    expect([sent.status, await submissionsOf(client)]).toEqual([303, 2]);
  });
});

describe('a form that is sent while the bucket cannot tell', () => {
  it.each<[string, Fault]>([
    ['throttles', { kind: 'refuse', code: 'SlowDown' }],
    ['has a fault', { kind: 'refuse', code: 'InternalError' }],
    ['cuts the line', { kind: 'reset', afterBytes: 0 }],
  ])('because it %s comes back with everything, and is sent when it can', async (_what, happening) => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    fault = happening;
    const response = await send(client, form);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    const page = await readPage(response);
    expect(page.status).toBe(503);
    expect(page.html).toContain('Nothing is lost');
    expectEverything(page, form);
    expect(page.valueOf('idempotencyKey')).toBe(form.idempotencyKey);
    fault = undefined;
    expect((await send(client, form)).status).toBe(303);
  });

  it('tells a file that is absent from one of which nothing is known', async () => {
    const { client } = await testApp.signUp();
    const { id, request } = await start(client, helloText);
    const form = { ...filledIn, files: [id] };
    const absent = await readPage(await send(client, form));
    expect([absent.status, absent.errorOf('files')]).toEqual([422, expect.stringContaining('has not arrived yet')]);
    fault = { kind: 'refuse', code: 'InternalError' };
    expect((await send(client, form)).status).toBe(503);
    fault = undefined;
    await sendTo(request, helloText.bytes);
    expect((await send(client, form)).status).toBe(303);
  });

  it('looks at a posted file once it can, at the same address', async () => {
    const { client } = await testApp.signUp();
    const back = await postFile(await openStep(client), helloText.bytes);
    fault = { kind: 'refuse', code: 'InternalError' };
    const unknown = await client.getPage(back);
    expect([unknown.status, unknown.headers.get('Retry-After')]).toEqual([503, '5']);
    fault = undefined;
    expect(uploadIdIn(await client.getPage(back))).toMatch(/^[\w-]{20,}$/);
  });
});
