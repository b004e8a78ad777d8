import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInLimits } from '../../src/accounts/sessions/sign-in-limit.ts';
import { changeAccount } from '../../src/accounts/users/change-account.ts';
import { registrationLimit } from '../../src/accounts/users/register.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { beginWindow, tokenOf } from '../support/users.ts';

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
let count = 0;
const newUser = (parts: Record<string, unknown> = {}) => {
  count += 1;
  return { email: `new${count}@example.org`, username: 'New', password: 'three green words', ...parts };
};

describe('POST /users/', () => {
  it('POST /users/, a good request, 201 with its address and no secret', async () => {
    const client = testApp.client();
    const input = newUser();
    const response = await client.post('/users/', { json: input });
    expect(response.status).toBe(201);
    const user = await response.json();
    const { email, username } = input;
    expect(user).toEqual({ id: expect.any(String), email, username, role: 'user', is_active: true });
    expect(response.headers.get('Location')).toBe(`/users/${user.id}`);
    await client.signIn(input.email, input.password);
    expect(await (await client.get('/users/me')).json()).toEqual(user);
  });

  it('POST /users, without the slash, answers the same', async () => {
    expect((await testApp.client().post('/users', { json: newUser() })).status).toBe(201);
  });

  it('POST /users/ by an admin, is_active false, makes a user that cannot sign in', async () => {
    const { client } = await testApp.signUp({ role: 'admin' });
    const input = newUser({ is_active: false });
    expect((await (await client.post('/users/', { json: input })).json()).is_active).toBe(false);
    await expect(testApp.client().signIn(input.email, input.password)).rejects.toThrow('401');
  });

  it('POST /users/ by others, is_active false, 422 since it would lock the owner out (attack 133)', async () => {
    const { client, user } = await testApp.signUp({ role: 'admin' });
    const headers = await tokenOf(testApp, user, 'admin');
    const { password: _password, ...withoutPassword } = newUser({ is_active: false });
    const answers = [
      await testApp.client().post('/users/', { json: newUser({ is_active: false }) }),
      await (await testApp.signUp()).client.post('/users/', { json: newUser({ is_active: false }) }),
      await testApp.client().post('/users/', { json: withoutPassword, headers }),
    ];
    for (const answer of answers)
      expect([answer.status, (await answer.json()).errors[0].field]).toEqual([422, 'is_active']);
    expect((await testApp.client().post('/users/', { json: newUser({ is_active: true }) })).status).toBe(201);
    expect((await client.post('/users/', { json: newUser({ is_active: false }) })).status).toBe(201);
  });

  it('POST /users/, a taken address in other case or Unicode form, also at the same moment, 409', async () => {
    const { email } = newUser();
    const spellings = [
      email,
      email.toUpperCase(),
      ` ${email} `,
      email.replace('new', 'ｎｅｗ'),
      email.replace('example', 'EXAMPLE'),
    ];
    const answers = await Promise.all(
      spellings.map((spelling) => testApp.client().post('/users/', { json: newUser({ email: spelling }) })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it.each([
    ['no address', { email: undefined }, 'email'],
    ['an address without a host', { email: 'a@b' }, 'email'],
    ['an address with an invisible character', { email: 'a\u200bb@example.org' }, 'email'],
    ['a host that hides another one', { email: 'a@ex%61mple.org' }, 'email'],
    ['no name', { username: ' ' }, 'username'],
    ['a name that reverses the text around it', { username: 'a\u202eb' }, 'username'],
    ['a name of 51 characters', { username: 'x'.repeat(51) }, 'username'],
    ['a password of 9 characters', { password: 'abc def g' }, 'password'],
    ['a password of 9 characters that looks like 18', { password: '🦆'.repeat(9) }, 'password'],
    ['a password of 201 characters', { password: 'ab c'.repeat(51).slice(0, 201) }, 'password'],
    ['a very common password', { password: 'Passw0rd1234' }, 'password'],
    ['a password that is the address', { email: 'new.user@example.org', password: 'New.User@example.org' }, 'password'],
    ['a password that is the name', { username: 'Ada Lovelace', password: 'adalovelace' }, 'password'],
    ['a role', { role: 'admin' }, 'role'],
    ['an id', { id: newId() }, 'id'],
    ['a word for a truth value', { is_active: 'no' }, 'is_active'],
  ])('POST /users/, %s, 422 with a sentence at its field (attack 3)', async (_what, parts, field) => {
    const response = await testApp.client().post('/users/', { json: newUser(parts) });
    expect(response.status).toBe(422);
    expect((await response.json()).errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('POST /users/ in a browser, a good request, signs the new user in', async () => {
    const client = testApp.client();
    const response = await client.post('/users/', { form: newUser() as Record<string, string>, headers: html });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
    expect((await client.get('/users/me')).status).toBe(200);
  });

  it('POST /users/ in a browser, a mistake, shows the page with all but the password', async () => {
    const form = { ...newUser(), password: 'short', username: 'A "B" <C>' } as Record<string, string>;
    const page = await readPage(await testApp.client().post('/users/', { form, headers: html }));
    expect(page.status).toBe(422);
    expect([page.valueOf('email'), page.valueOf('username')]).toEqual([form.email, form.username]);
    expect(page.html).toContain('at least 10 characters');
    expect(page.html).not.toContain('value="short"');
  });

  it('POST /users/ in a browser by an admin, shows the new user and keeps the admin signed in', async () => {
    const { client, user } = await testApp.signUp({ role: 'admin' });
    const response = await client.post('/users/', { form: newUser() as Record<string, string>, headers: html });
    expect(response.headers.get('Location')).toMatch(/^\/users\/[\w-]{24}$/);
    expect((await (await client.get('/users/me')).json()).id).toBe(user.id);
  });

  it('POST /users/ in a browser by another user, signs the new user in', async () => {
    const { client, user } = await testApp.signUp();
    const former = testApp.client();
    for (const [name, value] of client.cookies) former.cookies.set(name, value);
    expect((await readPage(await client.getPage('/users/new'))).html).toContain('<h1>Create an account</h1>');
    const form = newUser() as Record<string, string>;
    const response = await client.post('/users/', { form, headers: html });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
    const me = await (await client.get('/users/me')).json();
    expect([me.email, me.id === user.id]).toEqual([form.email, false]);
    expect((await former.get('/users/me')).status).toBe(401);
  });

  it('POST /users/ in a browser with a token, begins no session', async () => {
    const { client } = await testApp.signUp();
    const { token } = await (await client.post('/tokens', { json: { name: 'x' } })).json();
    const headers = { ...html, authorization: `Bearer ${token}` };
    const response = await testApp.client().post('/users/', { form: newUser() as Record<string, string>, headers });
    expect([response.status, response.headers.get('Location'), response.headers.getSetCookie()]).toEqual([
      303,
      '/',
      [],
    ]);
  });

  it('POST /users/, too many from one network, 429, later for admins (attack 99)', async () => {
    const crowded = await startTestApp();
    try {
      beginWindow(crowded, registrationLimit.windowSeconds);
      const { client } = await crowded.signUp({ role: 'admin' });
      const attempts = Array.from({ length: registrationLimit.max }, () =>
        crowded.client().post('/users/', { json: newUser({ password: 'ten letter' }) }),
      );
      expect(new Set((await Promise.all(attempts)).map((response) => response.status))).toEqual(new Set([201]));
      const refused = await crowded.client().post('/users/', { json: newUser() });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect((await client.post('/users/', { json: newUser() })).status).toBe(201);
      crowded.advanceSeconds(registrationLimit.windowSeconds);
      expect((await crowded.client().post('/users/', { json: newUser() })).status).toBe(201);
    } finally {
      await crowded.close();
    }
  });

  it('POST /users/, an address too long once it is normalised, 422 (attack 136)', async () => {
    const email = `${'\ufdfa'.repeat(200)}@example.org`;
    const response = await testApp.client().post('/users/', { json: newUser({ email }) });
    expect([response.status, (await response.json()).errors[0].field]).toEqual([422, 'email']);
    const { client, password: currentPassword } = await testApp.signUp();
    expect((await client.send('PATCH', '/users/me', { json: { email, currentPassword } })).status).toBe(422);
    const signIn = await testApp.client().post('/session', { json: { email, password: 'three green words' } });
    expect(signIn.status).toBe(401);
  });

  it('POST /users/ and its page, registration closed, are for admins only', async () => {
    expect((await closed.client().post('/users/', { json: newUser() })).status).toBe(401);
    expect((await closed.client().getPage('/users/new')).headers.get('Location')).toMatch(/^\/session\/new/);
    expect(await (await closed.client().getPage('/session/new')).text()).not.toContain('/users/new');
    expect(await (await testApp.client().getPage('/session/new')).text()).toContain('/users/new');
    const [other, admin] = [await closed.signUp(), await closed.signUp({ role: 'admin' })];
    expect((await other.client.post('/users/', { json: newUser() })).status).toBe(403);
    expect((await admin.client.post('/users/', { json: newUser() })).status).toBe(201);
  });
});

describe('GET /users/', () => {
  it('GET /users/ by an admin, lists all, newest first, in pages', async () => {
    const { client, user } = await closed.signUp({ role: 'admin' });
    const { client: _client, user: newest } = await closed.signUp();
    const first = await (await client.get('/users/?limit=2')).json();
    expect(first.items.map((item: { id: string }) => item.id)).toEqual([newest.id, user.id]);
    expect(Object.keys(first.items[0]).sort()).toEqual(['email', 'id', 'is_active', 'role', 'username']);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await (await client.get(`/users?limit=2${cursor}`)).json();
      seen.push(...page.items.map((item: { id: string }) => item.id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
    const whole = await (await client.get(`/users/?limit=${seen.length}`)).json();
    expect(whole).toMatchObject({ items: { length: seen.length }, nextCursor: null });
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=x',
    `cursor=${Buffer.from('SUBMISSION#x').toString('base64url')}`,
  ])('GET /users/?%s, answers 422', async (query) => {
    const { client } = await testApp.signUp({ role: 'admin' });
    expect((await client.get(`/users/?${query}`)).status).toBe(422);
  });
});

describe('PATCH /users/{id}', () => {
  const patch = (client: Client, id: string, json: unknown) => client.send('PATCH', `/users/${id}`, { json });

  it('PATCH /users/me, the name 200, the address only with the password', async () => {
    const { client, user, password } = await testApp.signUp();
    expect(await (await patch(client, 'me', { username: ' Ada ' })).json()).toMatchObject({ username: 'Ada' });
    const email = newUser().email;
    const refused = await patch(client, 'me', { email });
    expect([refused.status, (await refused.json()).errors[0].field]).toEqual([422, 'currentPassword']);
    expect((await patch(client, user.id, { email, currentPassword: password })).status).toBe(200);
    await testApp.client().signIn(email.toUpperCase(), password);
    // The old address is free again.
    expect((await testApp.client().post('/users/', { json: newUser({ email: user.email }) })).status).toBe(201);
  });

  it('PATCH /users/me, a taken address, 409 and keeps the old one', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const change = { email: other.user.email.toUpperCase(), currentPassword: one.password };
    expect((await patch(one.client, 'me', change)).status).toBe(409);
    await testApp.client().signIn(one.user.email, one.password);
    await testApp.client().signIn(other.user.email, other.password);
  });

  it('PATCH /users/me, one’s own address in another form, 200', async () => {
    const { client, user, password } = await testApp.signUp();
    const email = user.email.toUpperCase();
    expect(await (await patch(client, 'me', { email, currentPassword: password })).json()).toMatchObject({ email });
    await testApp.client().signIn(user.email, password);
  });

  it('PATCH /users/me, a new password, needs the old one and ends other sessions (attack 81)', async () => {
    const { client, user, password } = await testApp.signUp();
    const elsewhere = testApp.client();
    await elsewhere.signIn(user.email, password);
    const stolen = new Map(client.cookies);
    const chosen = 'another three words';
    expect((await patch(client, 'me', { password: chosen })).status).toBe(422);
    expect((await patch(client, 'me', { password: chosen, currentPassword: 'wrong horse' })).status).toBe(422);
    expect((await patch(client, 'me', { password: chosen, currentPassword: password })).status).toBe(200);
    expect((await client.get('/users/me')).status).toBe(200);
    expect((await elsewhere.get('/users/me')).status).toBe(401);
    const replay = testApp.client();
    for (const [name, value] of stolen) replay.cookies.set(name, value);
    expect((await replay.get('/users/me')).status).toBe(401);
    await expect(testApp.client().signIn(user.email, password)).rejects.toThrow('401');
    await testApp.client().signIn(user.email, chosen);
  });

  it('POST /session, the old password during its change, comes too late (attack 81)', async () => {
    const { user, password } = await testApp.signUp();
    const { users } = testApp.dependencies.records;
    const stale = await users.findByEmail(user.email);
    await users.change(user.id, {}, { add: { sessionEpoch: 1 } });
    replaceMethod(users, 'findByEmail', () => async () => stale);
    const late = testApp.client();
    await late.signIn(user.email, password);
    expect((await late.get('/users/me')).status).toBe(401);
  });

  it('PATCH /users/me, many wrong passwords, answers 429 (attack 85)', async () => {
    const { client } = await testApp.signUp();
    beginWindow(testApp, signInLimits.windowSeconds);
    const guess = { password: 'another three words', currentPassword: 'guess' };
    for (let attempt = 0; attempt < signInLimits.failuresPerAccount; attempt++)
      expect((await patch(client, 'me', guess)).status).toBe(422);
    expect((await patch(client, 'me', guess)).status).toBe(429);
  });

  it('PATCH /users/{id}, deactivation, ends sessions and tokens for good (attack 81)', async () => {
    const [admin, other] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    const { token } = await (await other.client.post('/tokens', { json: { name: 'x' } })).json();
    const bearer = { authorization: `Bearer ${token}` };
    expect((await testApp.client().get('/users/me', bearer)).status).toBe(200);
    expect(await (await patch(admin.client, other.user.id, { is_active: false })).json()).toMatchObject({
      is_active: false,
    });
    for (const is_active of [false, true]) {
      await patch(admin.client, other.user.id, { is_active });
      expect((await other.client.get('/users/me')).status).toBe(401);
      expect((await testApp.client().get('/users/me', bearer)).status).toBe(401);
    }
    await other.client.signIn(other.user.email, other.password);
    expect(await (await other.client.get('/tokens')).json()).toMatchObject({ items: [] });
  });

  it('PATCH /users/{id}, one’s own rights, 403 for users and admins', async () => {
    const [admin, other] = [await testApp.signUp({ role: 'admin' }), await testApp.signUp()];
    for (const change of [{ role: 'admin' }, { is_active: true }]) {
      expect((await patch(other.client, 'me', change)).status).toBe(403);
      expect((await patch(admin.client, 'me', { ...change, role: 'user' })).status).toBe(403);
    }
    expect((await patch(admin.client, other.user.id, { password: 'another three words' })).status).toBe(403);
    expect((await patch(admin.client, other.user.id, { role: 'admin' })).status).toBe(200);
    expect((await other.client.get('/users/')).status).toBe(200);
  });

  it('PATCH /users/me, taken addresses, 429 after as many as registrations (attack 137)', async () => {
    const crowded = await startTestApp();
    try {
      beginWindow(crowded, registrationLimit.windowSeconds);
      const [one, other, admin] = [
        await crowded.signUp(),
        await crowded.signUp(),
        await crowded.signUp({ role: 'admin' }),
      ];
      const ask = async ({ client, password }: typeof one, email = other.user.email) =>
        (await patch(client, 'me', { email, currentPassword: password })).status;
      for (let count = 0; count < registrationLimit.max; count++) expect(await ask(one)).toBe(409);
      expect([await ask(one), await ask(other, newUser().email as string)]).toEqual([429, 429]);
      // A request that reveals nothing is not counted.
      expect([await ask(one, one.user.email.toUpperCase()), await ask(admin)]).toEqual([200, 409]);
    } finally {
      await crowded.close();
    }
  });

  it('PATCH /users/me, taken addresses from many networks, 429 for the account (attack 137)', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    beginWindow(testApp, registrationLimit.windowSeconds);
    const asked = { email: other.user.email, currentPassword: one.password };
    const ask = (network: number) =>
      changeAccount(testApp.dependencies, one.user, one.user.id, asked, { networkAddress: `198.51.100.${network}` });
    for (let count = 0; count < registrationLimit.max; count++)
      expect(await ask(count)).toMatchObject({ kind: 'conflict' });
    expect(await ask(99)).toMatchObject({ kind: 'limit-reached' });
  });

  it.each([{ passwordHash: 'x' }, { sessionEpoch: 0 }, { id: 'x' }, { role: 'root' }, { is_active: 1 }])(
    'PATCH /users/me, %j, answers 422 (attack 3)',
    async (change) => {
      const { client } = await testApp.signUp({ role: 'admin' });
      expect((await patch(client, 'me', change)).status).toBe(422);
    },
  );

  it('POST /users/me and /users/me/password, the forms of the pages, change the user', async () => {
    const { client, user, password } = await testApp.signUp();
    const post = (form: Record<string, string>, path = '/users/me') => client.post(path, { form, headers: html });
    expect((await post({ username: 'By form', email: user.email, currentPassword: '' })).headers.get('Location')).toBe(
      '/users/me?saved=profile',
    );
    const failed = await readPage(await post({ username: '', email: user.email, currentPassword: '' }));
    expect([failed.status, failed.valueOf('username')]).toEqual([422, '']);
    const chosen = { currentPassword: password, password: 'another three words' };
    expect((await post(chosen, '/users/me/password')).headers.get('Location')).toBe('/users/me/password?saved');
    expect((await client.get('/users/me')).status).toBe(200);
    const again = await readPage(await post(chosen, '/users/me/password'));
    expect(again.status).toBe(422);
    expect(again.html).toContain('Wrong password. Enter your current one.');
  });
});
