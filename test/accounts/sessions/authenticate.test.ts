import { randomBytes, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticate } from '../../../src/accounts/sessions/authenticate.ts';
import { createUser } from '../../../src/accounts/users/user.ts';
import { newId } from '../../../src/values/id.ts';
import { replaceMethod } from '../../support/faults.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

async function makeUser(parts: { isActive?: boolean; password?: string } = {}) {
  const email = `${newId()}@example.com`;
  const user = await createUser(testApp.dependencies, {
    email,
    username: 'x',
    role: 'user',
    password: 'correct horse',
    ...parts,
  });
  return { email, id: user?.id ?? '' };
}

const hashOf = async (id: string) => (await testApp.dependencies.records.users.find(id))?.passwordHash;

describe('authenticate', () => {
  it('authenticate, a hash with older parameters and the right password, replaces the hash', async () => {
    const { email, id } = await makeUser();
    const salt = randomBytes(16);
    const derived = scryptSync('correct horse', salt, 32, { N: 1024, r: 8, p: 1 });
    const old = `scrypt$1024,8,1$${salt.toString('base64url')}$${derived.toString('base64url')}`;
    await testApp.dependencies.records.users.change(id, { passwordHash: old });
    expect(await authenticate(testApp.dependencies, email, 'wrong horse')).toBeUndefined();
    expect(await hashOf(id)).toBe(old);
    expect(await authenticate(testApp.dependencies, email, 'correct horse')).toMatchObject({ id });
    const renewed = await hashOf(id);
    expect(renewed).toMatch(/^(argon2id|scrypt\$131072)/);
    expect(await authenticate(testApp.dependencies, email, 'correct horse')).toMatchObject({ id });
    expect(await hashOf(id)).toBe(renewed);
  });

  it('authenticate, a password changed meanwhile, does not put the old one back', async () => {
    const { email, id } = await makeUser();
    await testApp.dependencies.records.users.change(id, { passwordHash: 'scrypt$1024,8,1$AAAA$AAAA' });
    const { users } = testApp.dependencies.records;
    const stale = await users.findByEmail(email);
    const salt = Buffer.from('salt');
    const derived = scryptSync('correct horse', salt, 32, { N: 1024, r: 8, p: 1 });
    const passwordHash = `scrypt$1024,8,1$${salt.toString('base64url')}$${derived.toString('base64url')}`;
    replaceMethod(users, 'findByEmail', () => async () => stale && { ...stale, passwordHash });
    await authenticate(testApp.dependencies, email, 'correct horse');
    expect(await hashOf(id)).toBe('scrypt$1024,8,1$AAAA$AAAA');
  });

  it('authenticate, each way to fail, takes as long as a wrong password (attack 85)', async () => {
    const [known, inactive] = [await makeUser(), await makeUser({ isActive: false })];
    const without = `${newId()}@example.com`;
    await createUser(testApp.dependencies, { email: without, username: 'x', role: 'user' });
    const askings: Record<string, () => Promise<unknown>> = {
      wrong: () => authenticate(testApp.dependencies, known.email, 'wrong horse'),
      unknown: () => authenticate(testApp.dependencies, 'unknown@example.com', 'wrong horse'),
      inactive: () => authenticate(testApp.dependencies, inactive.email, 'correct horse'),
      without: () => authenticate(testApp.dependencies, without, 'wrong horse'),
    };
    const shortest: Record<string, number> = {};
    for (let round = 0; round < 6; round++) {
      for (const [name, ask] of Object.entries(askings)) {
        const before = process.cpuUsage();
        expect(await ask()).toBeUndefined();
        const { user, system } = process.cpuUsage(before);
        shortest[name] = Math.min(shortest[name] ?? Number.POSITIVE_INFINITY, user + system);
      }
    }
    // Processor time, independent of other load on the machine; a missing hash would show.
    const { wrong = 0, ...others } = shortest;
    expect(wrong).toBeGreaterThan(10_000);
    for (const [name, micros] of Object.entries(others))
      expect([name, micros > wrong / 2, micros < wrong * 2]).toEqual([name, true, true]);
  });
});
