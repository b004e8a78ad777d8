import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxTokens } from '../../src/accounts/tokens/api-token.ts';
import { newTokenText } from '../../src/accounts/tokens/token-text.ts';
import { changeUser } from '../../src/accounts/users/change-user.ts';
import { tokenFailureLimit } from '../../src/middleware/api-token.ts';
import { createTable } from '../../src/records/table.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';
import { beginWindow } from '../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function makeToken(client: Client, parts: Record<string, unknown> = {}) {
  const response = await client.post('/tokens', { json: { name: 'laptop', ...parts } });
  if (response.status !== 201) throw new Error(`No token: ${response.status} ${await response.text()}`);
  return response.json();
}

describe('POST /tokens', () => {
  it('POST /tokens, a good request, shows the token once and stores its hash only', async () => {
    const { client } = await testApp.signUp();
    const made = await makeToken(client, { scope: 'read', expiresInDays: 30 });
    expect(made).toMatchObject({ name: 'laptop', scope: 'read', lastUsedAt: null });
    expect(made.token).toMatch(/^slc_[0-9A-Za-z]{38}$/);
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(30 * 86_400_000);
    const { token, ...rest } = made;
    expect(await (await client.get('/tokens')).json()).toEqual({ items: [rest], nextCursor: null });
    const { documents, name } = createTable(testApp.config);
    const { Items } = await documents.send(new ScanCommand({ TableName: name }));
    expect(JSON.stringify(Items)).not.toContain(token.slice(4, 36));
  });

  it.each([
    [{ name: '' }, 422],
    [{ scope: 'all' }, 422],
    [{ expiresInDays: 0 }, 422],
    [{ expiresInDays: 1.5 }, 422],
    [{ expiresInDays: 1e9 }, 422],
    [{ token: 'slc_mine' }, 422],
    [{ userId: 'other-user' }, 422],
  ])('POST /tokens, %j, answers 422', async (parts, status) => {
    const { client } = await testApp.signUp();
    expect((await client.post('/tokens', { json: { name: 'x', ...parts } })).status).toBe(status);
  });

  it('POST /tokens, one more than the limit, answers 429', async () => {
    const { client } = await testApp.signUp();
    await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client)));
    expect((await client.post('/tokens', { json: { name: 'one more' } })).status).toBe(429);
    const { items } = await (await client.get('/tokens')).json();
    expect([items.length, items.some(({ name }: { name: string }) => name === 'one more')]).toEqual([maxTokens, false]);
  });

  it('POST /tokens, many at the same moment, makes no more than the limit (attack 99)', async () => {
    const { client } = await testApp.signUp();
    await Promise.all(Array.from({ length: maxTokens - 5 }, () => makeToken(client)));
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/tokens', { json: { name: 'one of many' } })),
    );
    const made = asked.filter(({ status }) => status === 201).length;
    expect(new Set(asked.map(({ status }) => status))).toContain(429);
    expect(made).toBeLessThanOrEqual(5);
    expect((await (await client.get('/tokens')).json()).items).toHaveLength(maxTokens - 5 + made);
  });

  it('POST /tokens, expired and deactivated ones, count no more', async () => {
    const { client, user, password } = await testApp.signUp();
    await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client, { expiresInDays: 1 })));
    testApp.advanceSeconds(86_400);
    await client.signIn(user.email, password);
    await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client)));
    for (const isActive of [false, true]) await changeUser(testApp.dependencies, user.id, { isActive });
    await client.signIn(user.email, password);
    const { token: _token, ...made } = await makeToken(client);
    expect((await (await client.get('/tokens')).json()).items).toEqual([made]);
  });

  it('POST /tokens in a browser, a good request, shows the token once and a button to revoke it', async () => {
    const { client } = await testApp.signUp();
    const form = { name: 'CI <b>', scope: 'submit', expiresInDays: '' };
    const response = await client.post('/tokens', { form, headers: html });
    const page = await response.text();
    const token = /slc_[0-9A-Za-z]{38}/.exec(page)?.[0] ?? '';
    expect([response.status, page.includes('CI &lt;b&gt;')]).toEqual([201, true]);
    expect((await testApp.client().get('/users/me', bearer(token))).status).toBe(200);
    const later = await (await client.getPage('/tokens')).text();
    expect(later).not.toContain(token);
    const action = /action="(\/tokens\/[\w-]+\/delete)"/.exec(later)?.[1] ?? '';
    expect((await client.post(action, { form: {}, headers: html })).headers.get('Location')).toBe('/tokens?revoked');
    expect((await testApp.client().get('/users/me', bearer(token))).status).toBe(401);
  });

  it('POST /tokens in a browser, one form sent often and fast, makes one token', async () => {
    const { client } = await testApp.signUp();
    const fill = async () => {
      const page = await readPage(await client.getPage('/tokens'));
      return { name: 'CI', scope: 'read', idempotencyKey: page.valueOf('idempotencyKey') ?? '' };
    };
    const form = await fill();
    const send = (one: Record<string, string>) => client.post('/tokens', { form: one, headers: html });
    const twice = await Promise.all([send(form), send(form)]);
    const again = await readPage(await send(form));
    expect([...twice.map(({ status }) => status), again.status].sort()).toEqual([201, 409, 409]);
    expect(again.html).toContain('revoke it and create another one');
    expect(again.html).not.toContain('slc_');
    expect((await send(await fill())).status).toBe(201);
    expect((await (await client.get('/tokens')).json()).items).toHaveLength(2);
  });

  it('POST /tokens in a browser, a form sent at the limit, makes its token once there is room', async () => {
    const { client } = await testApp.signUp();
    const made = await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client)));
    const form = { name: 'CI', scope: 'read', idempotencyKey: newId() };
    const send = async () => (await client.post('/tokens', { form, headers: html })).status;
    expect(await send()).toBe(429);
    await client.send('DELETE', `/tokens/${made[0].id}`);
    expect([await send(), await send()]).toEqual([201, 409]);
  });
});

describe('a request with a bearer token', () => {
  it('GET and POST with a token, no cookie and no Origin, acts as its user and sets no cookie', async () => {
    const { client, user } = await testApp.signUp();
    const { token } = await makeToken(client);
    const response = await testApp.app.request('http://localhost:3000/uploads', {
      method: 'POST',
      headers: {
        ...bearer(token),
        'content-type': 'application/json',
        'sec-fetch-site': 'cross-site',
        origin: 'https://other.example',
      },
      body: '{}',
    });
    expect(response.status).toBe(422);
    const me = await testApp.client().get('/users/me', { authorization: `bearer  ${token}` });
    expect([await me.json(), me.headers.getSetCookie()]).toEqual([expect.objectContaining({ id: user.id }), []]);
  });

  it('GET with a token, revoked, expired or made up, answers 401 (attack 81)', async () => {
    const { client } = await testApp.signUp();
    const [revoked, expiring] = [await makeToken(client), await makeToken(client, { expiresInDays: 1 })];
    expect((await client.send('DELETE', `/tokens/${revoked.id}`)).status).toBe(204);
    expect((await client.send('DELETE', `/tokens/${revoked.id}`)).status).toBe(404);
    expect((await testApp.client().get('/users/me', bearer(expiring.token))).status).toBe(200);
    testApp.advanceSeconds(86_400);
    for (const token of [revoked.token, expiring.token, newTokenText(), 'slc_', '', 'x'.repeat(5000)]) {
      const response = await testApp.client().get('/users/me', bearer(token));
      expect([token.slice(0, 20), response.status]).toEqual([token.slice(0, 20), 401]);
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    }
  });

  it('GET with a token that fails, and a good cookie, answers 401 for pages too', async () => {
    const { client } = await testApp.signUp();
    expect((await client.get('/users/me')).status).toBe(200);
    for (const accept of ['application/json', 'text/html']) {
      const response = await client.get('/users/me', { ...bearer('slc_wrong'), accept });
      expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
    }
    const other = await testApp.signUp();
    const { token } = await makeToken(other.client);
    expect(await (await client.get('/users/me', bearer(token))).json()).toMatchObject({ id: other.user.id });
  });

  it('POST with another Authorization scheme, counts the cookie and the Origin', async () => {
    const { client } = await testApp.signUp();
    expect((await client.get('/users/me', { authorization: 'Basic eDp5' })).status).toBe(200);
    const headers = { authorization: 'Basic eDp5', origin: 'https://other.example' };
    expect((await client.post('/uploads', { json: {}, headers })).status).toBe(403);
  });

  it('GET and POST with a token, its scope read, submit or admin, may do only that', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const asked = async (scope: string) => {
      const headers = bearer((await makeToken(client, { scope })).token);
      const ask = testApp.client();
      const answers = [
        await ask.get('/submissions', headers),
        await ask.post('/uploads', { json: {}, headers }),
        await ask.get('/users/', headers),
      ];
      return answers.map((answer) => answer.status);
    };
    expect(await asked('read')).toEqual([200, 403, 403]);
    expect(await asked('submit')).toEqual([200, 422, 403]);
    expect(await asked('admin')).toEqual([200, 422, 200]);
  });

  it('GET /submissions/{id}, another user’s, an admin’s token without that scope, 404 (attack 56)', async () => {
    const [admin, other] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const files = [await upload(other.client, helloText)];
    const sent = await other.client.post('/forms/documents', { json: { title: 'Mine', files } });
    const path = sent.headers.get('Location') ?? '';
    const see = async (scope: string) =>
      (await testApp.client().get(path, bearer((await makeToken(admin.client, { scope })).token))).status;
    expect([await see('read'), await see('submit'), await see('admin')]).toEqual([404, 404, 200]);
  });

  it('POST /tokens, /session and passwords, a token of any scope, answers 403', async () => {
    const { client, user, password } = await testApp.signUp({ role: 'admin' });
    const headers = bearer((await makeToken(client, { scope: 'admin' })).token);
    const other = await testApp.signUp();
    const ask = testApp.client();
    const json = { password: 'another three words', currentPassword: password };
    for (const answer of [
      await ask.post('/tokens', { json: { name: 'more' }, headers }),
      await ask.get('/tokens', headers),
      await ask.get('/sessions', headers),
      await ask.send('PATCH', '/users/me', { json, headers }),
      await ask.post(`/users/${other.user.id}/password-links`, { headers }),
      await ask.post('/session', { json: { email: user.email, password }, headers }),
      await ask.send('DELETE', '/session', { headers }),
    ])
      expect([answer.url, answer.status]).toEqual([answer.url, 403]);
  });

  it('PATCH /users/{id} with a token, address, password or rights, 403 (attack 138)', async () => {
    const [admin, accomplice] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const headers = bearer((await makeToken(admin.client, { scope: 'admin' })).token);
    const path = `/users/${accomplice.user.id}`;
    const before = await (await admin.client.get(path)).json();
    for (const json of [
      { role: 'admin' },
      { is_active: false },
      { email: 'other@example.org' },
      { password: 'three green words' },
    ])
      expect((await testApp.client().send('PATCH', path, { json, headers })).status).toBe(403);
    for (const form of [{ role: 'admin' }, { is_active: 'false' }, { email: 'other@example.org', username: 'x' }])
      expect((await testApp.client().post(path, { form, headers: { ...headers, ...html } })).status).toBe(403);
    expect(await (await admin.client.get(path)).json()).toEqual(before);
    expect((await testApp.client().send('PATCH', path, { json: { username: 'New' }, headers })).status).toBe(200);
  });

  it('POST /users/ by an admin’s token, with a password 403, without one 201 (attack 138)', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const headers = bearer((await makeToken(client, { scope: 'admin' })).token);
    const person = { email: `${newId()}@example.org`, username: 'New' };
    const withPassword = { ...person, password: 'three green words' };
    expect((await testApp.client().post('/users/', { json: withPassword, headers })).status).toBe(403);
    const asForm = { form: withPassword, headers: { ...headers, ...html } };
    expect((await testApp.client().post('/users/', asForm)).status).toBe(403);
    expect((await testApp.client().post('/users/', { json: person, headers })).status).toBe(201);
  });

  it('GET /users/, a token from before its user was an admin, 403 (attack 138)', async () => {
    const [admin, other] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const before = bearer((await makeToken(other.client, { scope: 'admin' })).token);
    const promote = (role: string) => admin.client.send('PATCH', `/users/${other.user.id}`, { json: { role } });
    await promote('admin');
    const after = bearer((await makeToken(other.client, { scope: 'admin' })).token);
    const statuses = async () => [
      (await testApp.client().get('/users/', before)).status,
      (await testApp.client().get('/users/', after)).status,
      (await testApp.client().get('/users/me', before)).status,
    ];
    expect(await statuses()).toEqual([403, 200, 200]);
    await promote('user');
    expect(await statuses()).toEqual([403, 403, 200]);
  });

  it('GET /users/me, a token, 401 after a link chose a password, 200 after its user did (attack 138)', async () => {
    const [admin, other] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const token = bearer((await makeToken(other.client)).token);
    const json = { password: 'another three words', currentPassword: other.password };
    expect((await other.client.send('PATCH', '/users/me', { json })).status).toBe(200);
    expect((await testApp.client().get('/users/me', token)).status).toBe(200);
    const { url } = await (await admin.client.post(`/users/${other.user.id}/password-links`)).json();
    expect((await testApp.client().get('/users/me', token)).status).toBe(200);
    await testApp.client().post(new URL(url).pathname, { json: { password: 'three green words' } });
    expect((await testApp.client().get('/users/me', token)).status).toBe(401);
  });

  it('GET with made-up tokens, many of them, answers 429 (attack 99)', async () => {
    const crowded = await startTestApp();
    try {
      beginWindow(crowded, tokenFailureLimit.windowSeconds);
      const { client } = await crowded.signUp();
      const { token } = await makeToken(client);
      for (let attempt = 0; attempt < tokenFailureLimit.max; attempt++)
        expect((await crowded.client().get('/users/me', bearer(newTokenText()))).status).toBe(401);
      const refused = await crowded.client().get('/users/me', bearer(newTokenText()));
      expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true]);
      expect((await crowded.client().get('/users/me', bearer(token))).status).toBe(200);
    } finally {
      await crowded.close();
    }
  });

  it('GET with a token, leaves nothing of the token in the log (attack 98)', async () => {
    const { client } = await testApp.signUp();
    const { token } = await makeToken(client);
    await testApp.client().get('/users/me', bearer(token));
    expect(JSON.stringify(testApp.logLines)).not.toContain('slc_');
  });
});
