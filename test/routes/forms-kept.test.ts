import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../packages/s3-server/src/server.ts';
import type { Client } from '../support/client.ts';
import { type Page, readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start, upload } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';

let testApp: TestApp;
/** The bucket's fault for every request for a stored file. */
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

describe('POST /forms/{form} after the session ended', () => {
  it('POST /forms/{form}, without a session, passes through sign-in and comes back complete', async () => {
    const { client, user, password } = await testApp.signUp();
    const form = await fillIn(client);
    client.cookies.clear();
    const expired = await readPage(await send(client, form));
    expect(expired.status).toBe(401);
    const kept = 'Your form has not been sent yet. Everything you filled in is kept';
    expect(expired.html).toContain(kept);

    const signIn = (page: Page, typed: string) =>
      client.post('/session', {
        form: {
          ...{ email: user.email, password: typed },
          ...{ next: page.valueOf('next') ?? '', pendingPost: page.valueOf('pendingPost') ?? '' },
        },
        headers: browser,
      });
    const wrong = await readPage(await signIn(expired, 'not the password'));
    expect(wrong.html).toContain(kept);
    expect(wrong.html).toContain('<title>Error: Sign in');
    const signedIn = await signIn(wrong, password);
    expect(signedIn.status).toBe(303);
    const back = await readPage(await client.getPage(signedIn.headers.get('location') ?? ''));
    expectEverything(back, form);
    expect(back.valueOf('idempotencyKey')).toBe(form.idempotencyKey);

    const sent = await send(client, form);
    expect([sent.status, await submissionsOf(client)]).toEqual([303, 1]);
  });

  it('POST /forms/{form}, without a session, gives another user the words and no uploads', async () => {
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

describe('POST /forms/{form} twice from the page', () => {
  it('POST /forms/{form}, the page sent three times at the same moment, leads to one receipt', async () => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    const answers = await Promise.all([send(client, form), send(client, form), send(client, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await submissionsOf(client)).toBe(1);
  });

  it('POST /forms/{form}, the page sent again by the back button, leads to the same receipt', async () => {
    const { client } = await testApp.signUp();
    const form = await fillIn(client);
    const first = await send(client, form);
    testApp.advanceSeconds(60);
    const second = await send(client, form);
    expect([second.status, second.headers.get('location')]).toEqual([303, first.headers.get('location')]);
    expect(await submissionsOf(client)).toBe(1);
  });

  it('POST /forms/{form}, the page sent again with other content, shows it with a new key', async () => {
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

describe('POST /forms/{form} while the bucket fails', () => {
  it.each<[string, Fault]>([
    ['throttles', { kind: 'refuse', code: 'SlowDown' }],
    ['has a fault', { kind: 'refuse', code: 'InternalError' }],
    ['cuts the line', { kind: 'reset', afterBytes: 0 }],
  ])('POST /forms/{form}, a bucket that %s, shows the form again and takes it afterwards', async (_what, happening) => {
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

  it('POST /forms/{form}, an absent file and an unknown one, are told apart', async () => {
    const { client } = await testApp.signUp();
    const { id, request } = await start(client, helloText);
    const form = { ...filledIn, files: [id] };
    const absent = await readPage(await send(client, form));
    expect([absent.status, absent.errorOf('files')]).toEqual([422, expect.stringContaining('hasn’t arrived yet')]);
    fault = { kind: 'refuse', code: 'InternalError' };
    expect((await send(client, form)).status).toBe(503);
    fault = undefined;
    await sendTo(request, helloText.bytes);
    expect((await send(client, form)).status).toBe(303);
  });

  it('GET /forms/{form}/{field}/upload/{id}, a bucket that failed, checks the file at the same address later', async () => {
    const { client } = await testApp.signUp();
    const back = await postFile(await openStep(client), helloText.bytes);
    fault = { kind: 'refuse', code: 'InternalError' };
    const unknown = await client.getPage(back);
    expect([unknown.status, unknown.headers.get('Retry-After')]).toEqual([503, '5']);
    fault = undefined;
    expect(uploadIdIn(await client.getPage(back))).toMatch(/^[\w-]{20,}$/);
  });
});
