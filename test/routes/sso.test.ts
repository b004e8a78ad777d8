import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSigner } from '../../src/accounts/signed-value.ts';
import { callbackPath, createSingleSignOn } from '../../src/accounts/sso/single-sign-on.ts';
import { Problem } from '../../src/problems/problem.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { sentenceOf } from '../support/sentence.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type Person, type SignInProvider, startSignInProvider } from './sign-in-provider.ts';

const publicUrl = 'http://localhost:3000';
let provider: SignInProvider;
let testApp: TestApp;
let count = 0;

beforeAll(async () => {
  provider = await startSignInProvider(publicUrl + callbackPath);
  testApp = await startTestApp({
    publicUrl,
    replace: ({ clock, log }) => ({
      singleSignOn: createSingleSignOn(
        { ...provider, adminGroup: 'sluice-admins' },
        {
          publicUrl,
          secrets: ['a-new-secret-that-is-long-enough-now', 'an-old-secret-that-is-long-enough-too'],
          clock,
          log,
        },
      ),
      isRegistrationOpen: false,
    }),
  });
});
afterAll(() => Promise.all([testApp.close(), provider.close()]));
beforeEach(() => {
  provider.person = newPerson();
});

function newPerson(parts: Partial<Person> = {}): Person {
  count += 1;
  return { sub: newId(), email: `sso${count}@example.org`, email_verified: true, name: `Person ${count}`, ...parts };
}

/** Goes all the way; `change` can change the address on the way back. */
async function signIn(client: Client, next = '/', change: (back: URL) => URL = (back) => back): Promise<Response> {
  const begun = await client.getPage(`/session/sso?next=${encodeURIComponent(next)}`);
  const back = change(await provider.visit(begun.headers.get('Location') ?? ''));
  return client.getPage(back.pathname + back.search);
}

const surroundings = () => {
  const { clock, log } = testApp.dependencies;
  return { publicUrl, secrets: ['x'.repeat(32)], clock, log };
};

const me = async (client: Client) => (await client.get('/users/me')).json();

describe('sign-in at a provider', () => {
  it('GET /session/sso/callback, a verified address, makes a user and signs them in', async () => {
    const client = testApp.client();
    const response = await signIn(client, '/forms/documents?x=1');
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/forms/documents?x=1']);
    const { email, name } = provider.person ?? {};
    expect(await me(client)).toMatchObject({ email, username: name, role: 'user', is_active: true });
    expect([...client.cookies.keys()]).toEqual(['sluice']);
  });

  it('GET /session/sso/callback, a known person with a new address, knows them by their id', async () => {
    const [first, second] = [testApp.client(), testApp.client()];
    await signIn(first);
    provider.person = { ...newPerson(), sub: provider.person?.sub ?? '' };
    await signIn(second);
    expect((await me(second)).id).toBe((await me(first)).id);
  });

  it('GET /session/sso/callback, a member of the group of admins, is admin until they leave it', async () => {
    const client = testApp.client();
    const { person } = provider;
    provider.person = { ...newPerson(), ...person, groups: ['others', 'sluice-admins'] };
    await signIn(client);
    expect((await me(client)).role).toBe('admin');
    provider.person = { ...provider.person, groups: ['others'] };
    await signIn(client);
    expect((await me(client)).role).toBe('user');
  });

  it('GET /session/sso/callback, an address that has an account, takes it over (attack 79)', async () => {
    const { client: squatter, user, password } = await testApp.signUp({ email: provider.person?.email ?? '' });
    const { token } = await (await squatter.post('/tokens', { json: { name: 'x' } })).json();
    const owner = testApp.client();
    await signIn(owner);
    expect((await me(owner)).id).toBe(user.id);
    expect((await squatter.get('/users/me')).status).toBe(401);
    expect((await testApp.client().get('/users/me', { authorization: `Bearer ${token}` })).status).toBe(401);
    await expect(testApp.client().signIn(user.email, password)).rejects.toThrow('401');
  });

  it('GET /session/sso/callback, an address that only looks alike, is another mailbox', async () => {
    const { user } = await testApp.signUp({ email: `dev${newId()}@example.org` });
    provider.person = newPerson({ email: user.email.replace('dev', 'ｄｅｖ') });
    expect((await signIn(testApp.client())).status).toBe(403);
  });

  it('GET /session/sso/callback, a provider that writes true as text, verified, 303', async () => {
    provider.person = newPerson({ email_verified: 'true' });
    const client = testApp.client();
    expect((await signIn(client)).status).toBe(303);
    expect(await me(client)).toMatchObject({ email: provider.person.email });
  });

  it.each([
    ['an address that is not verified', { email_verified: false }],
    ['an address that is not verified, in text', { email_verified: 'false' }],
    ['no address', { email: undefined }],
    ['something that is no address', { email: 'unknown' }],
  ])('GET /session/sso/callback, %s, makes no user', async (_what, parts) => {
    const before = (await testApp.dependencies.records.users.list(100)).users.length;
    const { email: _email, ...person } = newPerson();
    provider.person = { ...person, email: 'x@example.org', ...parts } as Person;
    const client = testApp.client();
    const response = await signIn(client);
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('hasn’t confirmed your email'),
    ]);
    expect((await client.get('/users/me')).status).toBe(401);
    expect((await testApp.dependencies.records.users.list(100)).users.length).toBe(before);
  });

  it('GET /session/sso/callback, a deactivated user, 403 (attack 81)', async () => {
    const client = testApp.client();
    await signIn(client);
    await testApp.dependencies.records.users.change((await me(client)).id, { isActive: false });
    const again = await signIn(testApp.client());
    expect([again.status, again.headers.getSetCookie().filter((cookie) => cookie.startsWith('sluice='))]).toEqual([
      403,
      [],
    ]);
  });

  it('GET /session/sso/callback, declined by the user, answers 403 with the sign-in page', async () => {
    provider.person = undefined;
    const response = await signIn(testApp.client());
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('wasn’t completed')]);
  });
});

describe('GET /session/sso/callback, forged', () => {
  it.each<[string, (back: URL) => void]>([
    ['with another state', (back) => back.searchParams.set('state', 'x')],
    ['without a state', (back) => back.searchParams.delete('state')],
    ['with another code', (back) => back.searchParams.set('code', 'x')],
    ['with another issuer', (back) => back.searchParams.set('iss', 'https://evil.example')],
    ['with an error', (back) => back.searchParams.set('error', 'server_error')],
  ])('GET /session/sso/callback, %s, signs in no user', async (_how, change) => {
    const client = testApp.client();
    const response = await signIn(client, '/', (back) => {
      change(back);
      return back;
    });
    expect(response.status).toBe(403);
    expect((await client.get('/users/me')).status).toBe(401);
  });

  it('GET /session/sso/callback, in another browser than the one that began, no session (attack 87)', async () => {
    const begun = await testApp.client().getPage('/session/sso');
    const back = await provider.visit(begun.headers.get('Location') ?? '');
    const victim = testApp.client();
    expect((await victim.getPage(back.pathname + back.search)).status).toBe(403);
    expect((await victim.get('/users/me')).status).toBe(401);
  });

  it('GET /session/sso/callback, twice, late, or with a foreign cookie, no session (attack 87)', async () => {
    const client = testApp.client();
    const begun = await client.getPage('/session/sso');
    const kept = client.cookies.get('sluice-sso') ?? '';
    const back = await provider.visit(begun.headers.get('Location') ?? '');
    for (const cookie of [`${kept}x`, kept.slice(1), createSigner(['x'.repeat(32)], 'session').sign(newId()), '%00']) {
      const odd = testApp.client();
      odd.cookies.set('sluice-sso', cookie);
      expect((await odd.getPage(back.pathname + back.search)).status).toBe(403);
    }
    expect((await client.getPage(back.pathname + back.search)).status).toBe(303);
    client.cookies.set('sluice-sso', kept);
    expect((await client.getPage(back.pathname + back.search)).status).toBe(403);
    const late = testApp.client();
    const lateBegun = await late.getPage('/session/sso');
    const lateBack = await provider.visit(lateBegun.headers.get('Location') ?? '');
    testApp.advanceSeconds(601);
    expect((await late.getPage(lateBack.pathname + lateBack.search)).status).toBe(403);
  });

  it('GET /session/sso, a very long destination, sets a small cookie (attack 93)', async () => {
    for (const next of [`/forms?x=${'x'.repeat(700)}`, `/forms?x=${'x'.repeat(7000)}`]) {
      const begun = await testApp.client().getPage(`/session/sso?next=${encodeURIComponent(next)}`);
      const [cookie = ''] = begun.headers.getSetCookie();
      expect(cookie).toMatch(/^sluice-sso=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
      expect(cookie.length).toBeLessThan(2048);
    }
  });

  it('GET /session/sso, a start, asks with PKCE, state and nonce, and returns to this site (attack 87)', async () => {
    const begun = await testApp.client().getPage('/session/sso?next=//evil.example');
    const asked = new URL(begun.headers.get('Location') ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    expect(asked.get('redirect_uri')).toBe(publicUrl + callbackPath);
    const client = testApp.client();
    expect((await signIn(client, '//evil.example')).headers.get('Location')).toBe('/');
  });
});

describe('a provider that fails', () => {
  it('GET /session/sso, a provider that is down, answers 503 with a time and asks again (attack 82)', async () => {
    const settings = { issuer: 'http://localhost:1', clientId: 'x', clientSecret: 'y' };
    const singleSignOn = createSingleSignOn(settings, surroundings());
    const logged = testApp.logLines.length;
    for (let round = 0; round < 2; round++)
      expect(await singleSignOn.begin('/')).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 5 });
    const lines = testApp.logLines.slice(logged);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ message: expect.any(String), failure: { message: 'fetch failed' } });
  });

  it('GET /session/sso/callback, a provider that denies our secret, logs why without the secret', async () => {
    const clientSecret = 'a-secret-that-is-not-the-right-one';
    const singleSignOn = createSingleSignOn({ ...provider, clientSecret }, surroundings());
    const begun = await singleSignOn.begin('/');
    if (begun instanceof Problem) return expect.unreachable(sentenceOf(begun.message));
    const back = await provider.visit(begun.url);
    const logged = testApp.logLines.length;
    expect(await singleSignOn.finish(back.search, begun.cookie)).toMatchObject({ kind: 'not-allowed' });
    const lines = testApp.logLines.slice(logged);
    expect(lines).toMatchObject([{ answer: 'invalid_client', failure: { error: 'ResponseBodyError' } }]);
    for (const secret of [clientSecret, begun.cookie, ...back.searchParams.values()])
      if (secret !== provider.issuer) expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it('GET /session/sso/callback, declined by the user, is logged apart from a fault', async () => {
    provider.person = undefined;
    const logged = testApp.logLines.length;
    const held: string[] = [];
    await signIn(testApp.client(), '/', (back) => {
      held.push(back.searchParams.get('state') ?? '');
      return back;
    });
    const lines = testApp.logLines.slice(logged);
    expect(lines).toContainEqual(expect.objectContaining({ answer: 'access_denied' }));
    expect(held).toEqual([expect.stringMatching(/^[\w-]{40,}$/)]);
    expect(JSON.stringify(lines)).not.toContain(held[0]);
  });

  it('single sign-on, configured without a secret, does not start', () => {
    expect(() => createSingleSignOn(provider, { ...surroundings(), secrets: [] })).toThrow('secret');
  });

  it('GET /session/new, without a provider, offers no single sign-on', async () => {
    expect(await (await testApp.client().getPage('/session/new')).text()).toContain('href="/session/sso?next=%2F"');
    const without = await startTestApp();
    expect(await (await without.client().getPage('/session/new')).text()).not.toContain('/session/sso');
    expect((await without.client().getPage('/session/sso')).status).toBe(404);
    await without.close();
  });
});
