import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absoluteDays, idleHours } from '../../src/accounts/sessions/session-store.ts';
import { createTable } from '../../src/records/table.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { failNext, replaceMethod } from '../support/faults.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const cookieOf = (client: Client) => client.cookies.get('sluice') ?? '';

function withCookie(header: string, path = '/submissions'): Promise<Response> {
  return testApp.client().get(path, { cookie: header });
}

async function sessionCount(): Promise<number> {
  const { documents, name } = createTable(testApp.config);
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.filter((item) => String(item.pk).startsWith('SESSION#')).length;
}

describe('the session cookie', () => {
  it('the session cookie, is small, HttpOnly and for this host (attack 93)', async () => {
    const { user, password } = await testApp.signUp();
    const response = await testApp.client().post('/session', { json: { email: user.email, password } });
    const [cookie = '', ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^sluice=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie.length).toBeLessThan(300);
  });

  it('the session cookie, a public address with https, has __Host- and Secure (attack 78)', async () => {
    const secure = await startTestApp({ publicUrl: 'https://files.example.com' });
    try {
      const { client, user, password } = await secure.signUp();
      const response = await secure.client().post('/session', { json: { email: user.email, password } });
      expect(response.headers.getSetCookie()[0]).toMatch(
        /^__Host-sluice=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      const value = client.cookies.get('__Host-sluice');
      expect((await secure.client().get('/submissions', { cookie: `__Host-sluice=${value}` })).status).toBe(200);
      for (const name of ['sluice', '__host-sluice', '__HOST-SLUICE', '__Secure-sluice'])
        expect((await secure.client().get('/submissions', { cookie: `${name}=${value}` })).status).toBe(401);
      expect(response.headers.get('Strict-Transport-Security')).toContain('max-age=');
    } finally {
      await secure.close();
    }
  });

  it('the session cookie, changed, cut, made up or too long, 401 without an error (attack 78)', async () => {
    const { client } = await testApp.signUp();
    const good = cookieOf(client);
    expect((await withCookie(`sluice=${good}`)).status).toBe(200);
    const odd = [
      `sluice=${good.slice(0, -1)}`,
      `sluice=${good.slice(1)}`,
      `sluice=${good.startsWith('B') ? 'C' : 'B'}${good.slice(1)}`,
      `sluice=${newId()}.${good.split('.')[1]}`,
      `sluice=${newId()}`,
      `sluice=${'x'.repeat(8192)}`,
      'sluice=',
      'sluice=%00',
      'sluice=%E0%A4%A',
      `SLUICE=${good}`,
      `session=${good}`,
      ';;;=',
    ];
    for (const cookie of odd) {
      const response = await withCookie(cookie);
      expect([cookie.slice(0, 60), response.status]).toEqual([cookie.slice(0, 60), 401]);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it('the session cookie, sent twice, counts once (attack 78)', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const response = await withCookie(`sluice=${cookieOf(one.client)}; sluice=${cookieOf(other.client)}`);
    expect([200, 401]).toContain(response.status);
    expect((await withCookie(`sluice=made-up; sluice=${cookieOf(one.client)}`)).status).toBe(401);
  });

  it('the session cookie, every response but that of sign-in, does not set it', async () => {
    const { client } = await testApp.signUp();
    for (const path of ['/', '/submissions', '/forms', '/nothing-here', '/avatar.png', '/health'])
      expect((await client.getPage(path)).headers.getSetCookie()).toEqual([]);
  });
});

describe('the session', () => {
  it('the session, at sign-in, gets a new id and ends the old one (attack 79)', async () => {
    const { client, user, password } = await testApp.signUp();
    const before = cookieOf(client);
    await client.signIn(user.email, password);
    expect(cookieOf(client)).not.toBe(before);
    expect((await withCookie(`sluice=${before}`)).status).toBe(401);
    expect((await client.get('/submissions')).status).toBe(200);
  });

  it('the session, of one user, never becomes one of another (attack 79)', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const before = cookieOf(one.client);
    await one.client.signIn(other.user.email, other.password);
    expect((await withCookie(`sluice=${before}`)).status).toBe(401);
  });

  it('the session, its account disabled, ends (attack 81)', async () => {
    const { client, user } = await testApp.signUp();
    await testApp.dependencies.records.users.change(user.id, { isActive: false });
    expect((await client.get('/submissions')).status).toBe(401);
  });

  it('the session, signed out during a slow request, stays so (attack 81)', async () => {
    const { client } = await testApp.signUp();
    const cookie = `sluice=${cookieOf(client)}`;
    // Old enough for the slow request to write the session's last use.
    testApp.advanceSeconds(600);
    const slow = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    let isFirst = true;
    replaceMethod(testApp.dependencies.records.users, 'find', (find) => async (id) => {
      if (isFirst) {
        isFirst = false;
        arrived.resolve();
        await slow.promise;
      }
      return find(id);
    });
    const answer = withCookie(cookie);
    await arrived.promise;
    expect((await client.send('DELETE', '/session')).status).toBe(204);
    slow.resolve();
    expect((await answer).headers.getSetCookie()).toEqual([]);
    expect((await withCookie(cookie)).status).toBe(401);
  });

  it('the session, in use, lives on, and unused ends', async () => {
    const { client } = await testApp.signUp();
    for (let count = 0; count < 3; count++) {
      testApp.advanceSeconds((idleHours - 1) * 3600);
      expect((await client.get('/submissions')).status).toBe(200);
    }
    testApp.advanceSeconds(idleHours * 3600 + 1);
    expect((await client.get('/submissions')).status).toBe(401);
  });

  it('the session, a week after sign-in, ends however much it is used', async () => {
    const { client } = await testApp.signUp();
    const statuses: number[] = [];
    for (let hours = 0; hours <= absoluteDays * 24; hours += 8) {
      statuses.push((await client.get('/submissions')).status);
      testApp.advanceSeconds(8 * 3600);
    }
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([200]));
    expect(statuses.at(-1)).toBe(401);
  });

  it('the session, its item in the table, opens nothing', async () => {
    const { client } = await testApp.signUp();
    const id = cookieOf(client).split('.')[0] ?? '';
    const { documents, name } = createTable(testApp.config);
    const query = {
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `SESSION#${id}` },
    };
    expect((await documents.send(new QueryCommand(query))).Items).toEqual([]);
    const { Items = [] } = await documents.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
    expect(JSON.stringify(Items)).not.toContain(id);
  });
});

describe('requests without a session', () => {
  it('any requests without a session, write nothing (attack 84)', async () => {
    const before = await sessionCount();
    const paths = ['/', '/forms', '/session/new', '/submissions', '/files/aaaaaaaa', '/nothing'];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => testApp.client().getPage(paths[index % 6] ?? '/')),
    );
    const wrong = Array.from({ length: 5 }, () => withCookie(`sluice=${newId()}.${'A'.repeat(43)}`));
    for (const response of [...answers, ...(await Promise.all(wrong))])
      expect(response.headers.getSetCookie()).toEqual([]);
    expect(await sessionCount()).toBe(before);
  });

  it('a request with a made-up cookie, reads nothing from the table (attack 78)', async () => {
    const looked = failNext(testApp.dependencies.records.sessions, 'find');
    await withCookie(`sluice=${newId()}.${'A'.repeat(43)}`);
    await testApp.client().get('/');
    expect(looked.failures).toBe(0);
  });
});

describe('sessions while the table is down', () => {
  it.each([
    ['sessions cannot be read', 'sessions'],
    ['users cannot be read', 'users'],
  ] as const)('GET with a session, %s, 503 with Retry-After and the cookie stays (attack 82)', async (_what, part) => {
    const { client } = await testApp.signUp();
    for (const accept of ['application/json', 'text/html']) {
      failNext(testApp.dependencies.records[part], 'find');
      const response = await client.get('/submissions', { accept });
      expect(response.status).toBe(503);
      expect(response.headers.get('Retry-After')).toBe('5');
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect((await client.get('/submissions')).status).toBe(200);
  });

  it('DELETE /session, a table that is down, is no success (attack 82)', async () => {
    const { client } = await testApp.signUp();
    failNext(testApp.dependencies.records.sessions, 'end');
    const response = await client.send('DELETE', '/session');
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect((await client.get('/submissions')).status).toBe(200);
  });
});
