import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

async function signInElsewhere(email: string, password: string, userAgent = firefox): Promise<Client> {
  const client = testApp.client();
  const headers = { 'user-agent': userAgent };
  await client.post('/session', { json: { email, password }, headers });
  return client;
}

interface Listed {
  readonly id: string;
  readonly device: string;
  readonly isCurrent: boolean;
}

async function list(client: Client): Promise<Listed[]> {
  return (await (await client.get('/sessions')).json()).items;
}

describe('GET /sessions', () => {
  it('GET /sessions, two sessions, lists device, address, times, and which one asks', async () => {
    const { client, user, password } = await testApp.signUp();
    const elsewhere = await signInElsewhere(user.email, password);
    const items = await list(client);
    expect(items).toHaveLength(2);
    const other = items.find((session) => !session.isCurrent);
    expect(other).toEqual({
      id: expect.stringMatching(/^[\w-]{43}$/),
      device: 'Firefox on Linux',
      address: '192.0.2.1',
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
      expiresAt: expect.any(String),
      isCurrent: false,
    });
    expect((await list(elsewhere)).find((session) => session.isCurrent)?.id).toBe(other?.id);
  });

  it('GET /sessions, a made-up User-Agent, shows nothing of it', async () => {
    const { user, password } = await testApp.signUp();
    const client = await signInElsewhere(user.email, password, '<script>alert(1)</script>');
    expect((await list(client)).map((session) => session.device)).toContain('Unknown program');
  });

  it('GET /sessions, a session in use, shows its last use to five minutes and its address', async () => {
    const { client } = await testApp.signUp();
    testApp.advanceSeconds(301);
    await client.get('/submissions', { 'user-agent': firefox });
    const [session] = await list(client);
    expect(session?.device).toBe('Firefox on Linux');
  });

  it('GET /sessions, after sign-out or expiry, leaves those sessions out', async () => {
    const { client, user, password } = await testApp.signUp();
    await (await signInElsewhere(user.email, password)).send('DELETE', '/session');
    expect(await list(client)).toHaveLength(1);
    testApp.advanceSeconds(13 * 3600);
    await client.signIn(user.email, password);
    expect(await list(client)).toHaveLength(1);
  });

  it('GET /sessions, a session older than very many that ended, lists it', async () => {
    const { client, user } = await testApp.signUp();
    const { sessions } = testApp.dependencies.records;
    const [own] = await list(client);
    for (let past = 0; past < 51; past++) {
      const now = testApp.dependencies.clock();
      const [createdAt, expiresAt] = [now.toISOString(), new Date(now.getTime() + 3_600_000).toISOString()];
      const place = { device: 'Firefox on Linux', address: '192.0.2.1' };
      const session = { userId: user.id, epoch: 0, createdAt, lastUsedAt: createdAt, expiresAt, ...place };
      const idHash = newId();
      await sessions.add(idHash, session, expiresAt);
      await sessions.end(idHash, user.id, createdAt);
    }
    expect((await list(client)).map(({ id }) => id)).toEqual([own?.id]);
  });
});

describe('DELETE /sessions', () => {
  it('DELETE /sessions, several sessions, ends all of them for good (attack 81)', async () => {
    const { client, user, password } = await testApp.signUp();
    const elsewhere = await signInElsewhere(user.email, password);
    const cookies = new Map(client.cookies);
    const response = await client.send('DELETE', '/sessions');
    expect([response.status, response.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/Max-Age=0/)]);
    for (const [name, value] of cookies) client.cookies.set(name, value);
    expect([(await client.get('/users/me')).status, (await elsewhere.get('/users/me')).status]).toEqual([401, 401]);
  });

  it('DELETE /sessions, a session that begins meanwhile or is not listed, ends it too (attack 81)', async () => {
    const { client, user, password } = await testApp.signUp();
    replaceMethod(testApp.dependencies.records.sessions, 'list', () => async () => []);
    const elsewhere = await signInElsewhere(user.email, password);
    await client.send('DELETE', '/sessions');
    expect((await elsewhere.get('/users/me')).status).toBe(401);
  });

  it('POST /sessions/delete, the button of the page, ends all sessions', async () => {
    const { client } = await testApp.signUp();
    const response = await client.post('/sessions/delete', { form: {}, headers: { accept: 'text/html' } });
    expect([response.status, response.headers.get('Location'), client.cookies.size]).toEqual([303, '/', 0]);
  });
});

describe('DELETE /sessions/{id}', () => {
  it('DELETE /sessions/{id}, another session of the user, ends that one only', async () => {
    const { client, user, password } = await testApp.signUp();
    const elsewhere = await signInElsewhere(user.email, password);
    const other = (await list(client)).find((session) => !session.isCurrent);
    expect((await client.send('DELETE', `/sessions/${other?.id}`)).status).toBe(204);
    expect([(await client.get('/users/me')).status, (await elsewhere.get('/users/me')).status]).toEqual([200, 401]);
  });

  it('DELETE /sessions/{id}, the session that asks, removes the cookie', async () => {
    const { client } = await testApp.signUp();
    const [own] = await list(client);
    const response = await client.post(`/sessions/${own?.id}/delete`, { form: {}, headers: { accept: 'text/html' } });
    expect([response.status, client.cookies.size]).toEqual([303, 0]);
  });

  it('DELETE /sessions/{id}, the session of another user, 404 and leaves it (attack 56)', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const [theirs] = await list(other.client);
    expect((await one.client.send('DELETE', `/sessions/${theirs?.id}`)).status).toBe(404);
    expect((await one.client.send('DELETE', '/sessions/not-an-id!')).status).toBe(404);
    expect((await other.client.get('/users/me')).status).toBe(200);
  });
});
