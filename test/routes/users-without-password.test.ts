import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registrationLimit } from '../../src/accounts/users/register.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { beginWindow } from '../support/users.ts';

let testApp: TestApp;
let closed: TestApp;
beforeAll(async () => {
  [testApp, closed] = await Promise.all([
    startTestApp(),
    startTestApp({ replace: () => ({ isRegistrationOpen: false }) }),
  ]);
});
afterAll(() => Promise.all([testApp.close(), closed.close()]));

const html = { accept: 'text/html' };
const newEmail = () => `${newId()}@example.org`.toLowerCase();
const bare = (email = newEmail()) => ({ email, username: 'Ada' });

describe('POST /users/ without a password', () => {
  it('POST /users/, address and name as the first request of many, 201 with the user and their address', async () => {
    const json = bare();
    const response = await testApp.client().post('/users/', { json });
    const user = await response.json();
    expect([response.status, response.headers.get('Location')]).toEqual([201, `/users/${user.id}`]);
    expect(user).toEqual({ ...json, id: expect.any(String), role: 'user', is_active: true });
    expect((await testApp.client().get(`/users/${user.id}`)).status).toBe(401);
    const [stranger, admin] = [await testApp.signUp(), await testApp.signUp({ role: 'admin' })];
    expect((await stranger.client.get(`/users/${user.id}`)).status).toBe(404);
    expect(await (await admin.client.get(`/users/${user.id}`)).json()).toEqual(user);
  });

  it('GET /openapi.json, the schema of a new user, requires address and name only', async () => {
    const { components } = await (await testApp.client().get('/openapi.json')).json();
    expect(components.schemas.NewUser.required).toEqual(['email', 'username']);
  });

  it('POST /session, an account without a password, 401 as for a wrong one (attack 85)', async () => {
    const [json, known] = [bare(), await testApp.signUp()];
    await testApp.client().post('/users/', { json });
    const answerTo = async (email: string, password: string) => {
      const answer = await testApp.client().post('/session', { json: { email, password } });
      const { requestId: _requestId, ...problem } = await answer.json();
      return { status: answer.status, problem };
    };
    const wrong = await answerTo(known.user.email, 'wrong horse');
    expect(wrong.status).toBe(401);
    for (const password of ['', 'wrong horse', 'undefined'])
      expect(await answerTo(json.email, password)).toEqual(wrong);
  });

  it('POST /password-links/{id}, of an account without a password, opens it', async () => {
    const [json, admin] = [bare(), await testApp.signUp({ role: 'admin' })];
    const { id } = await (await testApp.client().post('/users/', { json })).json();
    const { url } = await (await admin.client.post(`/users/${id}/password-links`)).json();
    const person = testApp.client();
    await person.post(new URL(url).pathname, { json: { password: 'three green words' } });
    expect((await (await person.get('/users/me')).json()).id).toBe(id);
  });

  it('POST /users/, twice with one address, 409 and counts as a registration (attack 99)', async () => {
    const crowded = await startTestApp();
    try {
      beginWindow(crowded, registrationLimit.windowSeconds);
      const json = bare();
      const statuses: number[] = [];
      for (let count = 0; count <= registrationLimit.max; count++)
        statuses.push((await crowded.client().post('/users/', { json })).status);
      expect([statuses[0], new Set(statuses.slice(1, -1)), statuses.at(-1)]).toEqual([201, new Set([409]), 429]);
    } finally {
      await crowded.close();
    }
  });

  it('POST /users/, while registration is closed, 401, and 201 for admins', async () => {
    expect((await closed.client().post('/users/', { json: bare() })).status).toBe(401);
    const { client } = await closed.signUp({ role: 'admin' });
    expect((await client.post('/users/', { json: bare() })).status).toBe(201);
  });

  it('POST /users/ in a browser, a visitor’s form without a password, 422', async () => {
    const page = await readPage(await testApp.client().post('/users/', { form: bare(), headers: html }));
    expect([page.status, page.errorOf('password')]).toEqual([422, expect.stringContaining('at least 10 characters')]);
  });

  it('POST /users/ in a browser, an admin’s form, 201 with a link that opens the account', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const person = bare();
    const response = await client.post('/users/', { form: person, headers: html });
    expect(response.status).toBe(201);
    const userPath = response.headers.get('Location') ?? '';
    expect(await (await client.get(userPath)).json()).toMatchObject(person);
    const link = /\/password-links\/[\w-]{24}/.exec(await response.text())?.[0] ?? '';
    expect(await (await testApp.client().get(link)).json()).toEqual({ email: person.email });
  });

  it('POST /users/ in a browser, an admin’s form with a password, 303 to the user', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const form = { ...bare(), password: 'three green words' };
    const response = await client.post('/users/', { form, headers: html });
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      expect.stringMatching(/^\/users\/[\w-]+$/),
    ]);
  });

  it('POST /users/, a password for an account without one, 201 and takes it over (attack 134)', async () => {
    const json = bare();
    const empty = await (await testApp.client().post('/users/', { json })).json();
    const password = 'three green words';
    const made = await testApp.client().post('/users/', { json: { ...json, username: 'Real', password } });
    const user = await made.json();
    expect([made.status, user.username, user.id === empty.id]).toEqual([201, 'Real', false]);
    await testApp.client().signIn(json.email, password);
    const admin = await testApp.signUp({ role: 'admin' });
    expect((await admin.client.get(`/users/${empty.id}`)).status).toBe(404);
    const { items } = await (await admin.client.get('/users/?limit=100')).json();
    expect(items.filter(({ email }: { email: string }) => email === json.email)).toEqual([user]);
    // Now the account has a user.
    expect((await testApp.client().post('/users/', { json: { ...json, password } })).status).toBe(409);
  });

  it('POST /users/, a password for one address twice at the same moment, 201 and 409', async () => {
    const json = bare();
    await testApp.client().post('/users/', { json });
    const answers = await Promise.all(
      ['three green words', 'four green words'].map((password) =>
        testApp.client().post('/users/', { json: { ...json, password } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each<[string, (admin: Client, id: string) => Promise<unknown>]>([
    ['made a password link for it', (admin, id) => admin.post(`/users/${id}/password-links`)],
    ['made an admin of it', (admin, id) => admin.send('PATCH', `/users/${id}`, { json: { role: 'admin' } })],
    ['deactivated it', (admin, id) => admin.send('PATCH', `/users/${id}`, { json: { is_active: false } })],
    [
      'gave it the address',
      async (admin, id) => {
        const { email } = await (await admin.get(`/users/${id}`)).json();
        for (const one of [newEmail(), email]) await admin.send('PATCH', `/users/${id}`, { json: { email: one } });
      },
    ],
  ])('POST /users/, a password for an account since an admin %s, 409 (attack 134)', async (_what, act) => {
    const [json, admin] = [bare(), await testApp.signUp({ role: 'admin' })];
    const { id } = await (await testApp.client().post('/users/', { json })).json();
    await act(admin.client, id);
    const again = { json: { ...json, password: 'three green words' } };
    expect((await testApp.client().post('/users/', again)).status).toBe(409);
    expect((await admin.client.get(`/users/${id}`)).status).toBe(200);
  });

  it('POST /users/ by an admin, an account without a password, 201 and it cannot be taken over', async () => {
    const [json, admin] = [bare(), await testApp.signUp({ role: 'admin' })];
    await testApp.client().post('/users/', { json });
    expect((await admin.client.post('/users/', { json })).status).toBe(201);
    const again = { json: { ...json, password: 'three green words' } };
    expect((await testApp.client().post('/users/', again)).status).toBe(409);
  });

  it('PATCH /users/{id}, to the address of an account without a password, 200 (attack 134)', async () => {
    const [json, other] = [bare(), await testApp.signUp()];
    await testApp.client().post('/users/', { json });
    const change = { email: json.email, currentPassword: other.password };
    expect((await other.client.send('PATCH', '/users/me', { json: change })).status).toBe(200);
    await testApp.client().signIn(json.email, other.password);
  });
});
