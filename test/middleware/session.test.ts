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
  it('attack 93: is small, for us only, and unreadable for scripts', async () => {
    const { user, password } = await testApp.signUp();
    const response = await testApp.client().post('/session', { json: { email: user.email, password } });
    const [cookie = '', ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^sluice=[\w.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie.length).toBeLessThan(300);
  });

  it('attack 78: is bound to the host and to https where the public address is https', async () => {
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

  it('attack 78: that was changed, cut, made up, too long or odd is nobody, and no error', async () => {
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

  it('attack 78: given twice counts once, and gives no second identity', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const response = await withCookie(`sluice=${cookieOf(one.client)}; sluice=${cookieOf(other.client)}`);
    expect([200, 401]).toContain(response.status);
    expect((await withCookie(`sluice=made-up; sluice=${cookieOf(one.client)}`)).status).toBe(401);
  });

  it('is set at sign-in only, and on no other answer', async () => {
    const { client } = await testApp.signUp();
    for (const path of ['/', '/submissions', '/forms', '/nothing-here', '/avatar.png', '/health'])
      expect((await client.getPage(path)).headers.getSetCookie()).toEqual([]);
  });
});

describe('a session', () => {
  it('attack 79: gets a new id at sign-in, and the old one ends', async () => {
    const { client, user, password } = await testApp.signUp();
    const before = cookieOf(client);
    await client.signIn(user.email, password);
    expect(cookieOf(client)).not.toBe(before);
    expect((await withCookie(`sluice=${before}`)).status).toBe(401);
    expect((await client.get('/submissions')).status).toBe(200);
  });

  it('attack 79: of one user becomes none of another', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    const before = cookieOf(one.client);
    await one.client.signIn(other.user.email, other.password);
    expect((await withCookie(`sluice=${before}`)).status).toBe(401);
  });

  it('attack 81: ends when the account is disabled', async () => {
    const { client, user } = await testApp.signUp();
    await testApp.dependencies.records.users.change(user.id, { isActive: false });
    expect((await client.get('/submissions')).status).toBe(401);
  });

  it('attack 81: that was signed out stays so, although a slow request was under way', async () => {
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

  it('lives on while it is used, and ends when it is not', async () => {
    const { client } = await testApp.signUp();
    for (let count = 0; count < 3; count++) {
      testApp.advanceSeconds((idleHours - 1) * 3600);
      expect((await client.get('/submissions')).status).toBe(200);
    }
    testApp.advanceSeconds(idleHours * 3600 + 1);
    expect((await client.get('/submissions')).status).toBe(401);
  });

  it('ends for good a week after sign-in, however much it is used', async () => {
    const { client } = await testApp.signUp();
    const statuses: number[] = [];
    for (let hours = 0; hours <= absoluteDays * 24; hours += 8) {
      statuses.push((await client.get('/submissions')).status);
      testApp.advanceSeconds(8 * 3600);
    }
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([200]));
    expect(statuses.at(-1)).toBe(401);
  });

  it('is kept under a hash: what the table holds opens nothing', async () => {
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

describe('without a session', () => {
  it('attack 84: any number of requests writes nothing', async () => {
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

  it('attack 78: a made-up cookie costs no look-up', async () => {
    const looked = failNext(testApp.dependencies.records.sessions, 'find');
    await withCookie(`sluice=${newId()}.${'A'.repeat(43)}`);
    await testApp.client().get('/');
    expect(looked.failures).toBe(0);
  });
});

describe('while the table is down', () => {
  it.each([
    ['sessions cannot be read', 'sessions'],
    ['users cannot be read', 'users'],
  ] as const)('attack 82: %s: 503 with Retry-After, and the cookie stays as it is', async (_what, part) => {
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

  it('attack 82: signing out that did not reach the table is no success', async () => {
    const { client } = await testApp.signUp();
    failNext(testApp.dependencies.records.sessions, 'end');
    const response = await client.send('DELETE', '/session');
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect((await client.get('/submissions')).status).toBe(200);
  });
});
