import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register, registrationLimit } from '../../../src/accounts/users/register.ts';
import { newId } from '../../../src/values/id.ts';
import { inWords } from '../../support/problems-in-words.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { beginWindow } from '../../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const person = () => ({ email: `${newId()}@example.org`, username: 'Ada', password: 'three green words' });
const network = { address: '198.51.100.7' };

describe('register', () => {
  it('register, a new user, is active without rights, or inactive on request', async () => {
    expect(await register(testApp.dependencies, person(), network)).toMatchObject({ role: 'user', isActive: true });
    const asleep = { ...person(), isActive: false };
    expect(await register(testApp.dependencies, asleep, 'an admin')).toMatchObject({ isActive: false });
  });

  it('register, the own address as the password or a taken address, is a problem', async () => {
    const [ada, twice] = [person(), person()];
    expect(await register(testApp.dependencies, { ...ada, password: ada.email }, network)).toMatchObject({
      kind: 'invalid',
      errors: [{ field: 'password' }],
    });
    await register(testApp.dependencies, twice, network);
    expect(inWords(await register(testApp.dependencies, twice, network))).toMatchObject({
      kind: 'conflict',
      detail: expect.stringContaining('Sign in, or use another email.'),
    });
    expect(inWords(await register(testApp.dependencies, twice, 'an admin'))).toMatchObject({
      kind: 'conflict',
      detail: 'This email belongs to another account. Use another one.',
    });
  });

  it('register, many of one network, counts before it hashes, not for admins (attack 85)', async () => {
    beginWindow(testApp, registrationLimit.windowSeconds);
    const taken = person();
    await register(testApp.dependencies, taken, 'an admin');
    for (let count = 0; count < registrationLimit.max; count++)
      expect(await register(testApp.dependencies, taken, network)).toMatchObject({ kind: 'conflict' });
    expect(await register(testApp.dependencies, person(), network)).toMatchObject({ kind: 'limit-reached' });
    expect(await register(testApp.dependencies, person(), 'an admin')).toMatchObject({ role: 'user' });
    expect(await register(testApp.dependencies, person(), { address: '203.0.113.9' })).toMatchObject({ role: 'user' });
  });
});
