import { DeleteCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { createRecords } from '../src/records/records.ts';
import { createTable } from '../src/records/table.ts';
import { Client } from './support/client.ts';
import { readPage } from './support/page.ts';
import { fileIdOf, submitDocument } from './support/submitting.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { helloText, upload } from './support/uploading.ts';

let testApp: TestApp;
let client: Client;
const writes: string[] = [];
/** One path of each kind, with and without a route. */
let paths: string[];

beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
  const submission = await submitDocument(client);
  const pending = await upload(client, helloText);
  paths = [
    ...[
      '/',
      '/health',
      '/health/ready',
      '/forms',
      '/forms/documents',
      '/forms/avatar',
      '/forms/secrets',
      '/session/new',
    ],
    ...['/submissions', `/submissions/${submission.id}`, `/files/${fileIdOf(submission)}`, `/uploads/${pending}`],
    ...[
      '/avatar.png',
      '/users/me/avatar',
      '/assets/main-test.js',
      '/assets/nothing.js',
      '/nothing-here',
      '/files/aaaaaaaa',
    ],
  ];
});
afterAll(() => testApp.close());

const agents = { browser: { accept: 'text/html' }, program: {} };

describe('every response', () => {
  it('every response, has a request id, nosniff, policies and no-store where needed (attack 92)', async () => {
    for (const asking of [client, testApp.client()]) {
      for (const path of paths) {
        for (const accept of Object.values(agents)) {
          const { status, headers } = await asking.get(path, accept);
          const where = `${path} ${status}`;
          expect([where, headers.get('X-Request-Id')]).toEqual([where, expect.stringMatching(/^[\w-]{20,}$/)]);
          expect([where, headers.get('X-Content-Type-Options')]).toEqual([where, 'nosniff']);
          expect([where, headers.get('Referrer-Policy')]).toEqual([
            where,
            expect.stringMatching(/^(same-origin|no-referrer)$/),
          ]);
          expect([where, headers.get('X-Frame-Options')]).toEqual([where, 'DENY']);
          const keeping = path.endsWith('main-test.js') ? 'public, max-age=31536000, immutable' : 'private, no-store';
          expect([where, headers.get('Cache-Control')]).toEqual([where, keeping]);
          expect([where, headers.get('Content-Security-Policy')]).not.toEqual([
            where,
            expect.stringMatching(/unsafe|\*|^$/),
          ]);
          expect([where, headers.get('X-Powered-By') ?? headers.get('Server')]).toEqual([where, null]);
        }
      }
    }
  });

  it('every response, a bad method, body or cookie, or an error of the entry, has them too (attack 92)', async () => {
    const bad = [
      await client.send('PUT', '/forms/documents', { json: {} }),
      await client.post('/uploads', { body: '{', headers: { 'content-type': 'application/json' } }),
      await testApp.client().get('/forms', { cookie: 'sluice=x' }),
      await testApp.app.request('/', {}, { adapterError: { status: 400, detail: 'The request line is too long.' } }),
    ];
    expect(bad.map(({ status }) => status)).toEqual([405, 400, 401, 400]);
    for (const { headers } of bad) {
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cache-Control')).toBe('private, no-store');
      expect(headers.get('X-Request-Id')).toBeTruthy();
      expect(headers.get('Content-Type')).toBe('application/problem+json');
    }
  });

  it('every response, a request id of the client, has the gateway’s id and never the client’s', async () => {
    const env = { requestId: 'gateway-id-1234' };
    const { headers } = await testApp.app.request('/health', { headers: { 'x-request-id': 'mine' } }, env);
    expect(headers.get('X-Request-Id')).toBe('gateway-id-1234');
    expect((await client.get('/health', { 'x-request-id': 'mine' })).headers.get('X-Request-Id')).not.toBe('mine');
  });

  it('every response, a foreign host in the request, redirects to no other site (attack 91)', async () => {
    const spoofed = {
      ...{ host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
      ...{ 'x-original-url': '/health', 'x-rewrite-url': '/health', forwarded: 'host=evil.example' },
    };
    for (const path of paths) {
      for (const accept of Object.values(agents)) {
        const response = await client.get(path, { ...accept, ...spoofed });
        const text = await response.text();
        expect(text).not.toContain('evil.example');
        expect(response.headers.get('Location') ?? '').not.toContain('evil.example');
        const plain = await client.get(path, accept);
        expect([path, response.status]).toEqual([path, plain.status]);
      }
    }
  });

  it('every response, leaves room in the headers (attack 93)', async () => {
    for (const path of paths) {
      const { headers } = await client.getPage(path);
      const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
      expect(size).toBeLessThan(4096);
    }
  });
});

describe('safe requests', () => {
  it('every GET, changes nothing in the table (attack 90)', async () => {
    const table = createTable(testApp.config);
    const send = table.documents.send.bind(table.documents);
    const writing = [PutCommand, UpdateCommand, DeleteCommand, TransactWriteCommand];
    const watched = new Proxy(table.documents, {
      get: (target, name) =>
        name === 'send'
          ? (command: Parameters<typeof send>[0]) => {
              if (writing.some((kind) => command instanceof kind)) writes.push(command.constructor.name);
              return send(command);
            }
          : Reflect.get(target, name),
    });
    const records = createRecords({ ...table, documents: watched });
    const watching = new Client(createApp({ ...testApp.dependencies, records }), testApp.dependencies.publicUrl);
    for (const [name, value] of client.cookies) watching.cookies.set(name, value);
    for (const path of paths)
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        for (const headers of Object.values(agents)) await watching.send(method, path, { headers });
    expect(writes).toEqual([]);
    await upload(watching, helloText);
    expect(writes).not.toEqual([]);
  });

  it('HEAD of every page, answers as GET without a body', async () => {
    for (const path of paths) {
      for (const headers of Object.values(agents)) {
        const [get, head] = [await client.get(path, headers), await client.send('HEAD', path, { headers })];
        expect([path, head.status]).toEqual([path, get.status]);
        expect([path, head.headers.get('Content-Type')]).toEqual([path, get.headers.get('Content-Type')]);
        expect(await head.text()).toBe('');
      }
    }
  });
});

describe('representations of one address', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html', 'text/html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/json;q=0.9, text/html', 'text/html'],
    ['text/html;q=0.5, application/json', 'application/json'],
    ['image/png', 'application/json'],
    ['text/html;q=nonsense', undefined],
    ['', 'application/json'],
    [',;=,;q=', 'application/json'],
    ['x'.repeat(5000), 'application/json'],
  ])('GET, Accept: %s, answers the preferred representation', async (accept, expected) => {
    const response = await client.get('/submissions', accept === undefined ? {} : { accept });
    expect(response.status).toBe(200);
    if (expected !== undefined) expect(response.headers.get('Content-Type')).toContain(expected);
  });

  it.each([
    '/nothing-here',
    '/forms//',
    '/forms/%00',
    '/submissions/..%2F',
    '/uploads/%2e%2e%2f',
    '/uploads/short',
    '/submissions/%F0%9F%98%80',
    '/.env',
    '/wp-admin',
  ])('GET %s, no such path, answers 404 as a problem and as a page (attack 65)', async (path) => {
    const problem = await client.get(path);
    expect(problem.status).toBe(404);
    expect(await problem.json()).toMatchObject({ status: 404, title: 'Not found' });
    const page = await readPage(await client.getPage(path));
    expect(page.status).toBe(404);
  });
});
