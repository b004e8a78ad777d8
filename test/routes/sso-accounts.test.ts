import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePasswordLink } from '../../src/accounts/passwords/password-link.ts';
import { callbackPath, createSingleSignOn } from '../../src/accounts/sso/single-sign-on.ts';
import { makeAdmin } from '../../src/accounts/users/make-admin.ts';
import { Problem } from '../../src/problems/problem.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { sentenceOf } from '../support/sentence.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type Person, type SignInProvider, startSignInProvider } from './sign-in-provider.ts';

const publicUrl = 'http://localhost:3000';
let provider: SignInProvider;
let testApp: TestApp;

beforeAll(async () => {
  provider = await startSignInProvider(publicUrl + callbackPath);
  testApp = await startTestApp({
    publicUrl,
    replace: ({ clock, log }) => ({
      isRegistrationOpen: true,
      singleSignOn: createSingleSignOn(
        { ...provider, adminGroup: 'sluice-admins' },
        { publicUrl, secrets: ['a-secret-that-is-long-enough-for-this'], clock, log },
      ),
    }),
  });
});
afterAll(() => Promise.all([testApp.close(), provider.close()]));

const password = 'three green words';
const newEmail = () => `${newId()}@example.org`.toLowerCase();
const newPerson = (parts: Partial<Person> = {}): Person => ({
  sub: newId(),
  email: newEmail(),
  email_verified: true,
  name: 'Ada',
  ...parts,
});

/** Goes to the provider and back as this person. */
async function signIn(person: Person, client: Client = testApp.client()) {
  provider.person = person;
  const begun = await client.getPage('/session/sso');
  const back = await provider.visit(begun.headers.get('Location') ?? '');
  const { status } = await client.getPage(back.pathname + back.search);
  return { client, status, me: await me(client) };
}

const me = async (client: Client) => {
  const response = await client.get('/users/me');
  return response.status === 200 ? response.json() : undefined;
};

async function linkFor(id: string): Promise<string> {
  const link = await makePasswordLink(testApp.dependencies, id);
  return link instanceof Problem ? expect.unreachable(sentenceOf(link.message)) : `/password-links/${link.id}`;
}

const bearerOf = async (client: Client) => {
  const { token } = await (await client.post('/tokens', { json: { name: 'x' } })).json();
  return { authorization: `Bearer ${token}` };
};

describe('GET /session/sso/callback, with the verified address of an account', () => {
  it('GET /session/sso/callback, another person’s verified address, 403 and no rights (attack 131)', async () => {
    const [first, email] = [newPerson(), newEmail()];
    const owner = await signIn({ ...first, email });
    const second = await signIn(newPerson({ email, groups: ['sluice-admins'] }));
    expect([owner.status, second.status, second.me]).toEqual([303, 403, undefined]);
    expect(await me(owner.client)).toEqual(owner.me);
    expect(owner.me.role).toBe('user');
  });

  it('GET /session/sso/callback, two persons, one address, same moment, 303 and 403 (attack 131)', async () => {
    const email = newEmail();
    const backs: (() => Promise<Response>)[] = [];
    for (const client of [testApp.client(), testApp.client()]) {
      const begun = await client.getPage('/session/sso');
      provider.person = newPerson({ email });
      const back = await provider.visit(begun.headers.get('Location') ?? '');
      backs.push(() => client.getPage(back.pathname + back.search));
    }
    const answers = await Promise.all(backs.map((go) => go()));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403]);
  });

  it('GET /session/sso/callback, an address an admin gave to another user, 403 (attack 131)', async () => {
    const [owner, email] = [await signIn(newPerson()), newEmail()];
    const admin = await testApp.signUp({ role: 'admin' });
    const changed = await admin.client.send('PATCH', `/users/${owner.me.id}`, { json: { email } });
    expect(changed.status).toBe(200);
    expect((await signIn(newPerson({ email }))).status).toBe(403);
    expect((await me(owner.client)).id).toBe(owner.me.id);
  });

  it('GET /session/sso/callback, an address another account claims, 303 for its owner (attack 132)', async () => {
    const [other, email] = [await testApp.signUp(), newEmail()];
    const json = { email, currentPassword: other.password };
    expect((await other.client.send('PATCH', '/users/me', { json })).status).toBe(200);
    const owner = await signIn(newPerson({ email }));
    expect([owner.status, owner.me.email]).toEqual([303, email]);
    expect(owner.me.id).not.toBe(other.user.id);
    expect((await me(other.client)).id).toBe(other.user.id);
    await expect(testApp.client().signIn(email, other.password)).rejects.toThrow('401');

    // They take another address, and the owner's stays where it is.
    const again = { email: newEmail(), currentPassword: other.password };
    expect((await other.client.send('PATCH', '/users/me', { json: again })).status).toBe(200);
    await testApp.client().signIn(again.email, other.password);
    expect((await testApp.client().post('/users/', { json: { email, username: 'x', password } })).status).toBe(409);
  });

  it('GET /session/sso/callback, a look-alike of a signed-up address, 303, own account (attack 133)', async () => {
    const email = newEmail();
    const squatter = testApp.client();
    const json = { email: email.replace('example', 'ｅｘａｍｐｌｅ'), username: 'x', password };
    expect((await squatter.post('/users/', { json })).status).toBe(201);
    expect((await signIn(newPerson({ email }))).status).toBe(303);

    const local = `dev${newEmail()}`;
    const lookAlike = { ...json, email: local.replace('dev', 'ｄｅｖ') };
    const { id } = await (await squatter.post('/users/', { json: lookAlike })).json();
    const owner = await signIn(newPerson({ email: local }));
    expect([owner.status, owner.me.email]).toEqual([303, local]);
    expect(owner.me.id).not.toBe(id);
    await expect(testApp.client().signIn(local, password)).rejects.toThrow('401');
  });

  it('GET /session/sso/callback, a look-alike of an address that an admin gave, 403', async () => {
    const admin = await testApp.signUp({ role: 'admin' });
    const email = `dev${newEmail()}`;
    const json = { email: email.replace('dev', 'ｄｅｖ'), username: 'x', password };
    expect((await admin.client.post('/users/', { json })).status).toBe(201);
    expect((await signIn(newPerson({ email }))).status).toBe(403);
  });

  it('GET /session/sso/callback, a look-alike of an account opened by an admin’s link, 403', async () => {
    const email = `dev${newEmail()}`;
    const json = { email: email.replace('dev', 'ｄｅｖ'), username: 'x' };
    const { id } = await (await testApp.client().post('/users/', { json })).json();
    await testApp.client().post(await linkFor(id), { json: { password } });
    expect((await signIn(newPerson({ email }))).status).toBe(403);
  });

  it('GET /session/sso/callback, a person made anew at the provider, 303 after a link', async () => {
    const person = newPerson();
    const { me: before } = await signIn(person);
    const anew = { ...person, sub: newId() };
    expect((await signIn(anew)).status).toBe(403);
    await testApp.client().post(await linkFor(before.id), { json: { password } });
    expect((await signIn(anew)).me.id).toBe(before.id);
    expect((await signIn(person)).status).toBe(403);
  });

  it('GET /session/sso/callback, an account without a password, 303 for its owner (attack 134)', async () => {
    const email = newEmail();
    const made = await testApp.client().post('/users/', { json: { email, username: 'x' } });
    const owner = await signIn(newPerson({ email }));
    expect([owner.status, owner.me.id]).toEqual([303, (await made.json()).id]);
  });

  it('GET /session/sso/callback, a deactivated account whose address was changed, 403', async () => {
    const [other, email] = [await testApp.signUp(), newEmail()];
    const json = { email, currentPassword: other.password };
    await other.client.send('PATCH', '/users/me', { json });
    await testApp.dependencies.records.users.change(other.user.id, { isActive: false });
    expect((await signIn(newPerson({ email }))).status).toBe(403);
  });
});

describe('GET /session/sso/callback, of a person whose address changed at the provider', () => {
  it('GET /session/sso/callback, a changed address, moves it and frees the old one (attack 132)', async () => {
    const person = newPerson();
    const before = await signIn(person);
    const email = newEmail();
    const after = await signIn({ ...person, email });
    expect(after.me).toEqual({ ...before.me, email });
    const next = await signIn(newPerson({ email: person.email ?? '' }));
    expect([next.status, next.me.id === before.me.id]).toEqual([303, false]);
  });

  it('GET /session/sso/callback, a changed address, taken or not verified, keeps the old one', async () => {
    const person = newPerson();
    const before = await signIn(person);
    const { user } = await testApp.signUp({ email: newEmail() });
    expect((await signIn({ ...person, email: user.email })).me).toEqual(before.me);
    expect((await signIn({ ...person, email: newEmail(), email_verified: false })).me).toEqual(before.me);
  });
});

describe('GET /session/sso/callback, after the account went to another person', () => {
  it('GET /session/sso/callback, after admin:create for another person, new account (attack 135)', async () => {
    const person = newPerson();
    const { me: before } = await signIn(person);
    await makeAdmin(testApp.dependencies, before.email);
    const again = await signIn({ ...person, email: newEmail() });
    expect([again.status, again.me.id === before.id, again.me.role]).toEqual([303, false, 'user']);
    expect((await testApp.dependencies.records.users.find(before.id))?.role).toBe('admin');
  });

  it('GET /session/sso/callback, after an admin’s link, new account, older token 401 (attack 135)', async () => {
    const person = newPerson();
    const { client, me: before } = await signIn(person);
    const token = await bearerOf(client);
    const taker = testApp.client();
    expect((await taker.post(await linkFor(before.id), { json: { password } })).status).toBe(201);
    expect((await me(taker)).id).toBe(before.id);
    expect((await client.get('/users/me')).status).toBe(401);
    expect((await testApp.client().get('/users/me', token)).status).toBe(401);
    const again = await signIn({ ...person, email: newEmail() });
    expect([again.status, again.me.id === before.id]).toEqual([303, false]);
    expect((await me(taker)).id).toBe(before.id);
  });

  it('GET /session/sso/callback, after admin:create for a look-alike, 403 (attack 135)', async () => {
    const email = `dev${newEmail()}`;
    const lookAlike = email.replace('dev', 'ｄｅｖ');
    const { id } = await (
      await testApp.client().post('/users/', { json: { email: lookAlike, username: 'x', password } })
    ).json();
    await makeAdmin(testApp.dependencies, email);
    expect((await signIn(newPerson({ email: lookAlike }))).status).toBe(403);
    expect(await testApp.dependencies.records.users.find(id)).toMatchObject({ email, role: 'admin' });
  });
});
