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
  it('makes a token that is shown once, and of which the table knows the hash only', async () => {
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
    [{ userId: 'somebody' }, 422],
  ])('refuses %j', async (parts, status) => {
    const { client } = await testApp.signUp();
    expect((await client.post('/tokens', { json: { name: 'x', ...parts } })).status).toBe(status);
  });

  it('makes only so many', async () => {
    const { client } = await testApp.signUp();
    await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client)));
    expect((await client.post('/tokens', { json: { name: 'one more' } })).status).toBe(429);
    const { items } = await (await client.get('/tokens')).json();
    expect([items.length, items.some(({ name }: { name: string }) => name === 'one more')]).toEqual([maxTokens, false]);
  });

  it('attack 99: makes no more of them when many are asked for at the same moment', async () => {
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

  it('does not count those that open nothing any more: expired, or ended with a deactivation', async () => {
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

  it('shows a person the token on the page, once, and there is a button to revoke it', async () => {
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
    expect((await client.post(action, { form: {}, headers: html })).headers.get('Location')).toBe('/tokens');
    expect((await testApp.client().get('/users/me', bearer(token))).status).toBe(401);
  });

  it('makes one token of one form, however often and fast it is sent, and the next of the next form', async () => {
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
    expect(again.html).toContain('revoke it and make another one');
    expect(again.html).not.toContain('slc_');
    expect((await send(await fill())).status).toBe(201);
    expect((await (await client.get('/tokens')).json()).items).toHaveLength(2);
  });

  it('makes the token of a form that was sent at the limit once there is room', async () => {
    const { client } = await testApp.signUp();
    const made = await Promise.all(Array.from({ length: maxTokens }, () => makeToken(client)));
    const form = { name: 'CI', scope: 'read', idempotencyKey: newId() };
    const send = async () => (await client.post('/tokens', { form, headers: html })).status;
    expect(await send()).toBe(429);
    await client.send('DELETE', `/tokens/${made[0].id}`);
    expect([await send(), await send()]).toEqual([201, 409]);
  });
});

describe('a request with a token', () => {
  it('acts as its user, without a cookie, without an origin, and gets none', async () => {
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

  it('attack 81: is not answered after the token was revoked, has expired, or when it is not one', async () => {
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

  it('never falls back to the cookie, for pages neither', async () => {
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

  it('leaves other schemes to the gateway: with them the cookie counts, and so does the origin', async () => {
    const { client } = await testApp.signUp();
    expect((await client.get('/users/me', { authorization: 'Basic eDp5' })).status).toBe(200);
    const headers = { authorization: 'Basic eDp5', origin: 'https://other.example' };
    expect((await client.post('/uploads', { json: {}, headers })).status).toBe(403);
  });

  it('reads with "read", sends with "submit", and uses admin rights with "admin" only', async () => {
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

  it("attack 56: of an admin, without that scope, does not see other people's submissions", async () => {
    const [admin, somebody] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const files = [await upload(somebody.client, helloText)];
    const sent = await somebody.client.post('/forms/documents', { json: { title: 'Mine', files } });
    const path = sent.headers.get('Location') ?? '';
    const see = async (scope: string) =>
      (await testApp.client().get(path, bearer((await makeToken(admin.client, { scope })).token))).status;
    expect([await see('read'), await see('submit'), await see('admin')]).toEqual([404, 404, 200]);
  });

  it('makes no tokens, changes no password and signs nobody in or out, whatever its scope', async () => {
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

  it('PATCH /users/{id}, what decides who gets in, 403 for every token: it would outlive itself. attack 138', async () => {
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

  it('POST /users/, with a password, 403 for the token of an admin, and 201 without one. attack 138', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const headers = bearer((await makeToken(client, { scope: 'admin' })).token);
    const person = { email: `${newId()}@example.org`, username: 'New' };
    const withPassword = { ...person, password: 'three green words' };
    expect((await testApp.client().post('/users/', { json: withPassword, headers })).status).toBe(403);
    const asForm = { form: withPassword, headers: { ...headers, ...html } };
    expect((await testApp.client().post('/users/', asForm)).status).toBe(403);
    expect((await testApp.client().post('/users/', { json: person, headers })).status).toBe(201);
  });

  it('GET /users/, a token from before its user was an admin, 403. attack 138', async () => {
    const [admin, somebody] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const before = bearer((await makeToken(somebody.client, { scope: 'admin' })).token);
    const promote = (role: string) => admin.client.send('PATCH', `/users/${somebody.user.id}`, { json: { role } });
    await promote('admin');
    const after = bearer((await makeToken(somebody.client, { scope: 'admin' })).token);
    const statuses = async () => [
      (await testApp.client().get('/users/', before)).status,
      (await testApp.client().get('/users/', after)).status,
      (await testApp.client().get('/users/me', before)).status,
    ];
    expect(await statuses()).toEqual([403, 200, 200]);
    await promote('user');
    expect(await statuses()).toEqual([403, 403, 200]);
  });

  it('GET /users/me, a token, 401 after a link chose a new password, 200 after its user did. attack 138', async () => {
    const [admin, somebody] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const token = bearer((await makeToken(somebody.client)).token);
    const json = { password: 'another three words', currentPassword: somebody.password };
    expect((await somebody.client.send('PATCH', '/users/me', { json })).status).toBe(200);
    expect((await testApp.client().get('/users/me', token)).status).toBe(200);
    const { url } = await (await admin.client.post(`/users/${somebody.user.id}/password-links`)).json();
    expect((await testApp.client().get('/users/me', token)).status).toBe(200);
    await testApp.client().post(new URL(url).pathname, { json: { password: 'three green words' } });
    expect((await testApp.client().get('/users/me', token)).status).toBe(401);
  });

  it('attack 99: that looks right and opens nothing is counted, and told to wait', async () => {
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

  it('attack 98: leaves no trace of the token in the log', async () => {
    const { client } = await testApp.signUp();
    const { token } = await makeToken(client);
    await testApp.client().get('/users/me', bearer(token));
    expect(JSON.stringify(testApp.logLines)).not.toContain('slc_');
  });
});
