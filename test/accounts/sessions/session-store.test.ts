import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigner } from '../../../src/accounts/signed-value.ts';
import { createApp } from '../../../src/app.ts';
import { newId } from '../../../src/values/id.ts';
import { Client } from '../../support/client.ts';
import { failNext, replaceMethod } from '../../support/faults.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { cookieOf, makeUser, tokenOf } from '../../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const get = (path: string, headers: Record<string, string>) =>
  testApp.app.request(testApp.dependencies.publicUrl + path, { headers });

describe('a session', () => {
  it('POST /session, a new session, has an id of 144 random bits, stored as a hash (attack 79)', async () => {
    const { client, user } = await testApp.signUp();
    const [id = ''] = (client.cookies.get('sluice') ?? '').split('.');
    const secret = id.replace(user.id, '');
    expect(secret).toMatch(/^[\w-]{24}$/);
    const listed = await testApp.dependencies.records.sessions.list(user.id, () => true);
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  it('GET with a session, reads session and user at once', async () => {
    const user = await makeUser(testApp);
    const headers = await cookieOf(testApp, user);
    const { sessions, users } = testApp.dependencies.records;
    const asked = Promise.withResolvers<void>();
    // Resolves only once the user was looked up too.
    replaceMethod(sessions, 'find', (find) => async (id) => {
      await asked.promise;
      return find(id);
    });
    replaceMethod(users, 'find', (find) => (id) => {
      asked.resolve();
      return find(id);
    });
    expect((await get('/users/me', headers)).status).toBe(200);
  });

  it('GET with a session id mixed of two users’, answers 401 (attack 79)', async () => {
    const [one, other] = [await makeUser(testApp), await makeUser(testApp)];
    const signer = createSigner(testApp.config.sessionSecrets, 'session');
    const cookie = (await cookieOf(testApp, one)).cookie ?? '';
    const id = signer.verify(cookie.replace('sluice=', '')) ?? '';
    const mixed = signer.sign(id.replace(one.id, other.id));
    expect((await get('/users/me', { cookie: `sluice=${mixed}` })).status).toBe(401);
  });

  it('GET with a session, a new secret before the old one, lives on', async () => {
    const { client, user, password } = await testApp.signUp();
    const [newSecret, oldSecret = ''] = ['a-new-secret-that-is-long-enough-now', ...testApp.config.sessionSecrets];
    const withSecrets = (secrets: string[]) => {
      const app = createApp({ ...testApp.dependencies, sessionSigner: createSigner(secrets, 'session') });
      const asking = new Client(app, testApp.dependencies.publicUrl);
      for (const [name, value] of client.cookies) asking.cookies.set(name, value);
      return asking;
    };
    const during = withSecrets([newSecret, oldSecret]);
    expect((await during.get('/users/me')).status).toBe(200);
    expect((await withSecrets([newSecret]).get('/users/me')).status).toBe(401);
    await during.signIn(user.email, password);
    const after = withSecrets([newSecret]);
    for (const [name, value] of during.cookies) after.cookies.set(name, value);
    expect((await after.get('/users/me')).status).toBe(200);
  });
});

describe('sessions while the table takes no writes', () => {
  it('POST /session, a session that cannot be stored, 503 without a cookie (attack 82)', async () => {
    const { user, password } = await testApp.signUp();
    const failing = failNext(testApp.dependencies.records.sessions, 'add', { times: 2 });
    const client = testApp.client();
    const form = { email: user.email, password, next: '/forms' };
    const answers = [
      await client.post('/session', { form, headers: { accept: 'text/html' } }),
      await client.post('/session', { json: { email: user.email, password } }),
    ];
    expect(failing.failures).toBe(2);
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
      expect([answer.headers.getSetCookie(), answer.headers.get('Location')]).toEqual([[], null]);
    }
  });

  it('GET with a session whose last use cannot be stored, is answered (attack 82)', async () => {
    const headers = await cookieOf(testApp, await makeUser(testApp));
    testApp.advanceSeconds(301);
    const failing = failNext(testApp.dependencies.records.sessions, 'extend');
    const response = await get('/users/me', headers);
    expect([response.status, failing.failures, response.headers.getSetCookie()]).toEqual([200, 1, []]);
  });

  it('GET with a token, its last use not stored 200, not looked up 503 (attack 82)', async () => {
    const headers = await tokenOf(testApp, await makeUser(testApp), 'read');
    const { tokens } = testApp.dependencies.records;
    const failing = failNext(tokens, 'use');
    const noted = await get('/users/me', headers);
    expect(failing.failures).toBe(1);
    failNext(tokens, 'find');
    const unknown = await get('/users/me', headers);
    expect([noted.status, unknown.status, unknown.headers.get('WWW-Authenticate')]).toEqual([200, 503, null]);
  });

  it('POST /session, a user deactivated meanwhile, begins no session (attack 81)', async () => {
    const user = await makeUser(testApp, { email: `${newId()}@example.com` });
    const headers = await cookieOf(testApp, user);
    await testApp.dependencies.records.users.change(user.id, { isActive: false });
    expect((await get('/users/me', headers)).status).toBe(401);
  });
});
