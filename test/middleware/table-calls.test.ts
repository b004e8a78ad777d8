import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newTokenText } from '../../src/accounts/tokens/token-text.ts';
import { createApp } from '../../src/app.ts';
import type { AppEnv } from '../../src/http/app-env.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { submitAvatar } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { cookieOf, makeUser, tokenOf } from '../support/users.ts';

/** The name of every call that leaves for the table, in their order. */
const calls: string[] = [];
let testApp: TestApp;
let app: Hono<AppEnv>;

beforeAll(async () => {
  testApp = await startTestApp();
  const table = createTable(testApp.config);
  // The last step before the network: retries are counted too.
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) => {
        calls.push(commandName);
        return next(given);
      },
    { step: 'finalizeRequest', name: 'countCalls', priority: 'low' },
  );
  app = createApp({ ...testApp.dependencies, records: createRecords(table) });
});
afterAll(() => testApp.close());
beforeEach(() => {
  calls.length = 0;
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  (await app.request(testApp.dependencies.publicUrl + path, { headers })).status;
const writes = () => calls.filter((name) => !/^(Get|Query|BatchGet)/.test(name));

describe('calls to the table for one request', () => {
  it('calls to the table, a visitor with any cookie or token, none (attack 84)', async () => {
    const madeUp = [
      {},
      { cookie: 'sluice=made-up' },
      { cookie: `sluice=${'a'.repeat(24)}.${'b'.repeat(43)}` },
      { authorization: 'Bearer made-up' },
      { authorization: `Bearer ${newTokenText().slice(0, -1)}` },
    ];
    for (const headers of madeUp)
      for (const path of ['/', '/session/new', '/users/new', '/submissions', '/nothing-here']) await get(path, headers);
    expect(calls).toEqual([]);
  });

  it('calls to the table, 1,000 visitors without a cookie, leave no item (attack 84)', async () => {
    await Promise.all(Array.from({ length: 1000 }, () => get('/')));
    expect(calls).toEqual([]);
  });

  it('calls to the table, a signed-in request, two reads, one small write in five minutes', async () => {
    const headers = await cookieOf(testApp, await makeUser(testApp));
    for (let count = 0; count < 5; count++) {
      expect(await get('/users/me', headers)).toBe(200);
      testApp.advanceSeconds(59);
    }
    expect(calls).toEqual(Array.from({ length: 10 }, () => 'GetItemCommand'));
    testApp.advanceSeconds(10);
    calls.length = 0;
    for (let count = 0; count < 3; count++) await get('/users/me', headers);
    expect(calls).toHaveLength(7);
    expect(writes()).toEqual(['UpdateItemCommand']);
  });

  it('calls to the table, a user with a picture in the header, none for it', async () => {
    const { client, user } = await testApp.signUp();
    await submitAvatar(client);
    const headers = { ...(await cookieOf(testApp, user)), accept: 'text/html' };
    calls.length = 0;
    expect(await get('/users/me', headers)).toBe(200);
    expect(calls).toEqual(['GetItemCommand', 'GetItemCommand']);
  });

  it('calls to the table, a request with a token, two reads, one small write in five minutes', async () => {
    const headers = await tokenOf(testApp, await makeUser(testApp), 'read');
    await get('/users/me', headers);
    expect(calls).toEqual(['GetItemCommand', 'GetItemCommand', 'UpdateItemCommand']);
    calls.length = 0;
    testApp.advanceSeconds(299);
    for (let count = 0; count < 3; count++) expect(await get('/users/me', headers)).toBe(200);
    expect(writes()).toEqual([]);
    testApp.advanceSeconds(2);
    await get('/users/me', headers);
    expect(writes()).toEqual(['UpdateItemCommand']);
  });

  it('calls to the table, assets and health, none', async () => {
    const headers = await cookieOf(testApp, await makeUser(testApp));
    calls.length = 0;
    expect(await get('/health', headers)).toBe(200);
    await get('/assets/none', headers);
    expect(calls).toEqual([]);
  });
});
