import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

let testApp: TestApp;
/** An app whose table can be out, on the same bucket and table. */
let app: TestApp['app'];
/** Which calls the table throttles. */
let throttled: 'none' | 'writes' | 'all' = 'none';

beforeAll(async () => {
  testApp = await startTestApp();
  const table = createTable(testApp.config);
  // Before the SDK tries again, so that the test does not wait for that.
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) => {
        const isWrite = !/^(Get|Query|BatchGet)/.test(commandName);
        if (throttled === 'all' || (throttled === 'writes' && isWrite))
          throw Object.assign(new Error('Too many of these.'), { name: 'ThrottlingException', $fault: 'client' });
        return next(given);
      },
    { step: 'initialize', name: 'throttle' },
  );
  app = createApp({ ...testApp.dependencies, records: createRecords(table) });
});
afterEach(() => {
  throttled = 'none';
});
afterAll(() => testApp.close());

const browser = { accept: 'text/html' };
const note = 'Line one\r\nLine <two> & “three”';

/** Returns a user who has filled in the form Documents and not sent it yet. */
async function fillIn() {
  const { user, password } = await testApp.signUp();
  const client = new Client(app, testApp.dependencies.publicUrl);
  await client.signIn(user.email, password);
  const files = [await upload(client, helloText), await upload(client, { ...helloText, filename: 'two.txt' })];
  const form = { title: 'Boots', note, files, idempotencyKey: `key-of-${user.id}` };
  const send = (more: Record<string, string> = {}) =>
    client.post('/forms/documents', { form: { ...form, ...more }, headers: browser });
  return { client, user, password, form, send };
}

/** Sends the page's hidden fields only. */
async function sendHidden(client: Client, response: Response): Promise<Response> {
  const page = await readPage(response);
  const names = ['title', 'note', 'files', 'idempotencyKey', 'step', 'remove'];
  const form = Object.fromEntries(names.map((name) => [name, page.hiddenValues(name)]));
  return client.post('/forms/documents', { form, headers: browser });
}

describe('POST /forms/{form} while the table takes no writes', () => {
  it.each([
    ['by its button', {}],
    ['by the step of a browser without the script', { step: 'upload:files' }],
  ])('POST /forms/{form} %s, a table without writes, shows the form again and takes it later', async (_how, button) => {
    const { form, send } = await fillIn();
    throttled = 'writes';
    const response = await send(button);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    const page = await readPage(response);
    expect([page.status, page.valueOf('title')]).toEqual([503, 'Boots']);
    expect(page.html).toContain('Nothing is lost');
    expect(page.valueOf('note')).toBe(note);
    expect(page.hiddenValues('files')).toEqual(form.files);
    expect(page.html).toMatch(/hello\.txt[\s\S]*two\.txt/);
    expect(page.valueOf('idempotencyKey')).toBe(form.idempotencyKey);
    throttled = 'none';
    expect((await send()).status).toBe(303);
  });

  it('POST /forms/{form} to remove a file, a table without writes, shows the form with the file', async () => {
    const { form, send } = await fillIn();
    throttled = 'writes';
    const page = await readPage(await send({ remove: form.files[0] ?? '' }));
    expect([page.status, page.hiddenValues('files')]).toEqual([503, form.files]);
    throttled = 'none';
    const removed = await readPage(await send({ remove: form.files[0] ?? '' }));
    expect([removed.status, removed.hiddenValues('files')]).toEqual([200, form.files.slice(1)]);
  });

  it('POST /forms/{form}, a table without writes, is logged for operators', async () => {
    const { send } = await fillIn();
    throttled = 'writes';
    testApp.logLines.length = 0;
    await send();
    expect(testApp.logLines).toContainEqual(expect.objectContaining({ error: 'TableUnavailable' }));
  });
});

describe('POST /forms/{form} while the table fails', () => {
  it('POST /forms/{form}, a table that fails, shows a page without user data that sends the form again', async () => {
    const { client, user, send } = await fillIn();
    throttled = 'all';
    const response = await send();
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
    const { html } = await readPage(response.clone());
    expect(html).toContain('Everything you filled in is kept on this page');
    for (const secret of [user.username, 'hello.txt', 'Send us documents']) expect(html).not.toContain(secret);
    expect(html).toContain(`Reference for support: <code>${response.headers.get('X-Request-Id')}</code>`);
    const again = await sendHidden(client, response);
    expect(again.status).toBe(503);
    throttled = 'none';
    const sent = await sendHidden(client, again);
    expect(sent.status).toBe(303);
    const receipt = await (await client.get(sent.headers.get('location') ?? '')).json();
    expect(receipt.fields).toEqual({ title: 'Boots', note: note.replace('\r\n', '\n') });
    expect(receipt.files.files).toHaveLength(2);
  });

  it('POST /forms/{form}, a table that fails, offers sign-in only without a session cookie', async () => {
    const { client } = await fillIn();
    throttled = 'all';
    const html = await (await client.getPage('/submissions')).text();
    expect(html).not.toContain('Sign in');
    expect(html).not.toContain('Sign out');
    client.cookies.clear();
    expect(await (await client.getPage('/nothing-here')).text()).toContain('href="/session/new"');
  });

  it('POST /forms/{form} by a step’s button, a table that fails, asks for the same step again', async () => {
    const { client, send } = await fillIn();
    throttled = 'all';
    const response = await send({ step: 'upload:files' });
    throttled = 'none';
    const step = await sendHidden(client, response);
    expect(step.headers.get('location')).toMatch(/^\/forms\/documents\/files\/upload\?draft=/);
  });

  it('POST /session, a table that fails, keeps the form and never the password', async () => {
    const { client, user, password, form } = await fillIn();
    const pendingPost = new URLSearchParams({ title: form.title }).toString();
    const credentials = { email: user.email, password, next: '/forms/documents', pendingPost };
    throttled = 'all';
    const failed = await client.post('/session', { form: credentials, headers: browser });
    expect([failed.status, failed.headers.get('Retry-After')]).toEqual([503, '5']);
    const page = await readPage(failed);
    expect(page.html).not.toContain(password);
    expect([page.valueOf('email'), page.valueOf('next')]).toEqual([user.email, '/forms/documents']);
    throttled = 'none';
    const again = { ...credentials, pendingPost: page.valueOf('pendingPost') ?? '' };
    const signedIn = await client.post('/session', { form: again, headers: browser });
    const back = await readPage(await client.getPage(signedIn.headers.get('location') ?? ''));
    expect(back.valueOf('title')).toBe('Boots');
  });

  it('POST /session, a table that fails, shows sign-in with address, destination and a time', async () => {
    const { client, user, password } = await fillIn();
    for (const calls of ['all', 'writes'] as const) {
      throttled = calls;
      const form = { email: user.email, password, next: '/forms/documents?draft=x' };
      const failed = await client.post('/session', { form, headers: browser });
      expect([calls, failed.status, failed.headers.get('Retry-After')]).toEqual([calls, 503, '5']);
      const page = await readPage(failed);
      expect([page.valueOf('email'), page.valueOf('next'), page.valueOf('password')]).toEqual([
        form.email,
        form.next,
        '',
      ]);
      expect(page.html).toContain('Storage isn’t answering at the moment. Try again');
      expect(page.html).not.toContain(password);
    }
  });

  it.each(['/users/me', '/users/me/password', '/tokens', '/users/'])(
    'POST %s, a table that fails, promises no kept values',
    async (path) => {
      const { client } = await fillIn();
      throttled = 'all';
      const page = await readPage(await client.post(path, { form: { username: 'Ada' }, headers: browser }));
      expect([page.status, page.html.includes('Nothing is lost')]).toEqual([503, false]);
    },
  );

  it('POST by a program, a table that fails, answers a problem and repeats nothing that was sent', async () => {
    const { client } = await fillIn();
    throttled = 'all';
    const program = await client.post('/forms/documents', { json: { title: 'Boots' } });
    expect([program.status, (await program.json()).title]).toEqual([503, 'Not available right now']);
    const form = { currentPassword: 'correct horse', password: 'three words together' };
    const other = await readPage(await client.post('/users/me/password', { form, headers: browser }));
    expect(other.status).toBe(503);
    expect(other.html).not.toContain('correct horse');
  });
});
