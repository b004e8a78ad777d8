import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText } from '../support/uploading.ts';

let testApp: TestApp;
let client: Client;
let cookie: string;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
  cookie = `sluice=${client.cookies.get('sluice')}`;
});
afterAll(() => testApp.close());

const ours = 'http://localhost:3000';
const json = JSON.stringify(claimOf(helloText));

/** Sends a request as a browser does from a page, with the victim's cookie. */
function send(
  headers: Record<string, string>,
  body: BodyInit | null = json,
  method = 'POST',
  path = '/uploads',
  at = ours,
) {
  return testApp.app.request(
    at + path,
    { method, headers: { cookie, 'content-type': 'application/json', ...headers }, body },
    {},
  );
}

/** The headers of requests from other pages than ours. */
const elsewhere: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'https://localhost:3000' },
  { origin: 'http://localhost:3001' },
  { origin: 'http://localhost:3000.evil.example' },
  { origin: `${ours}/` },
  { origin: `${ours}, https://evil.example` },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: ours },
  { referer: `${ours}/forms` },
  { host: 'evil.example', origin: 'http://evil.example' },
  { 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
  {},
];

describe('an unsafe request with a cookie', () => {
  it('POST with a cookie, from our own pages, is accepted', async () => {
    for (const headers of [
      { origin: ours },
      { 'sec-fetch-site': 'same-origin' },
      { origin: ours, 'sec-fetch-site': 'same-origin' },
    ])
      expect((await send(headers)).status).toBe(201);
  });

  it.each([
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://127.0.0.1:3000', 'https://127.0.0.1:3000'],
  ])('POST /uploads, from our page at %s to %s, without Sec-Fetch-Site, answers 201', async (origin, at) => {
    expect((await send({ origin }, json, 'POST', '/uploads', at)).status).toBe(201);
  });

  it.each([
    ['http://[::1]:3000', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:3000', ours],
    ['http://127.0.0.1:3001', 'http://127.0.0.1:3001'],
    ['https://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://evil.example', 'http://evil.example'],
  ])('POST /uploads, from %s to %s, answers 403 (attack 87)', async (origin, at) => {
    expect((await send({ origin }, json, 'POST', '/uploads', at)).status).toBe(403);
  });

  it.each(elsewhere)('POST as JSON with a cookie, from elsewhere with %j, answers 403 (attack 87)', async (headers) => {
    const response = await send(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining('didn’t come from our own pages'),
    });
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'title=x'],
    ['JSON in a text', 'text/plain', json],
    ['a form with files', 'multipart/form-data; boundary=x', '--x--'],
    ['a beacon', 'text/ping', ''],
  ])('POST with a cookie, from elsewhere as %s, answers 403 (attack 86)', async (_what, contentType, body) => {
    for (const path of ['/forms/documents', '/session', '/session/delete', '/uploads'])
      expect(
        (await send({ 'content-type': contentType, origin: 'https://evil.example' }, body, 'POST', path)).status,
      ).toBe(403);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    '%s with a cookie, from elsewhere, answers 403 (attack 86)',
    async (method) => {
      expect((await send({ origin: 'https://evil.example' }, null, method, '/session')).status).toBe(403);
    },
  );

  it('POST with a cookie, a method override from elsewhere, is not another method (attack 86)', async () => {
    const disguised = await send(
      { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
      null,
      'GET',
      '/session?_method=DELETE',
    );
    expect([disguised.status, disguised.headers.get('Location')]).toEqual([303, '/session/new']);
    expect(
      (await client.post('/session', { form: { _method: 'DELETE', email: 'a@b.co', password: 'x' } })).status,
    ).toBe(401);
    expect((await client.get('/submissions')).status).toBe(200);
  });

  it('POST /session, from elsewhere, begins no session (attack 86)', async () => {
    const { user, password } = await testApp.signUp();
    const response = await testApp
      .client()
      .post('/session', { form: { email: user.email, password }, headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('an unsafe request of a program', () => {
  it('POST by a program, without Origin and cookie, is answered', async () => {
    const { user, password } = await testApp.signUp();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: user.email, password });
    expect((await testApp.app.request(`${ours}/session`, { method: 'POST', headers, body }, {})).status).toBe(201);
  });
});

describe('a safe request', () => {
  it('GET with a cookie, from elsewhere, is answered', async () => {
    for (const headers of elsewhere) expect((await send(headers, null, 'GET', '/submissions')).status).toBe(200);
  });

  it('GET from elsewhere, allows no reading of the response (attack 89)', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await send(
        { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
        null,
        method,
        '/submissions',
      );
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
