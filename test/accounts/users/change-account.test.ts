import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserChangeRequest } from '../../../src/accounts/policy.ts';
import { signInLimits } from '../../../src/accounts/sessions/sign-in-limit.ts';
import { changeAccount } from '../../../src/accounts/users/change-account.ts';
import { newId } from '../../../src/values/id.ts';
import { inWords } from '../../support/problems-in-words.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { beginWindow } from '../../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const newAddress = () => `${newId()}@example.org`.toLowerCase();

describe('changeAccount', () => {
  it('changeAccount, an address, needs the password of its user, none from an admin', async () => {
    const [{ user, password }, admin] = [await testApp.signUp(), await testApp.signUp({ role: 'admin' })];
    const [mine, theirs] = [newAddress(), newAddress()];
    expect(inWords(await changeAccount(testApp.dependencies, user, user.id, { email: mine }))).toMatchObject({
      kind: 'invalid',
      errors: [{ field: 'currentPassword', message: 'Enter your current password to change your email.' }],
    });
    const asked = { email: mine, currentPassword: password };
    expect(await changeAccount(testApp.dependencies, user, user.id, asked)).toEqual({ user: { ...user, email: mine } });
    expect(await changeAccount(testApp.dependencies, admin.user, user.id, { email: theirs })).toEqual({
      user: { ...user, email: theirs },
    });
  });

  it('changeAccount, a missing password, counts as no guess, and a wrong one as one', async () => {
    const { user } = await testApp.signUp();
    beginWindow(testApp, signInLimits.windowSeconds);
    const change = (asked: UserChangeRequest) =>
      changeAccount(testApp.dependencies, user, user.id, asked).then(inWords);
    for (let attempt = 0; attempt <= signInLimits.failuresPerAccount; attempt++)
      expect(await change({ password: 'three green words' })).toMatchObject({
        errors: [{ message: 'Enter your current password to change your password.' }],
      });
    expect(await change({ email: newAddress(), currentPassword: 'guess' })).toMatchObject({
      errors: [{ field: 'currentPassword', message: 'Wrong password. Enter your current one.' }],
    });
  });

  it('changeAccount, a name or the same address, needs no password', async () => {
    const { user } = await testApp.signUp();
    const asked = { username: 'Another', email: user.email };
    expect(await changeAccount(testApp.dependencies, user, user.id, asked)).toEqual({
      user: { ...user, username: 'Another' },
    });
  });

  it('changeAccount, a new password, names the user whose session is to begin anew', async () => {
    const { user, password } = await testApp.signUp();
    const asked = { password: 'three green words', currentPassword: password };
    expect(await changeAccount(testApp.dependencies, user, user.id, asked)).toMatchObject({
      user,
      signedOut: { id: user.id, sessionEpoch: 1 },
    });
  });

  it.each(['me', '../x', newId()])('changeAccount, the id %s of no or of another user, not-found', async (id) => {
    const { user } = await testApp.signUp();
    expect(await changeAccount(testApp.dependencies, user, id, { username: 'x' })).toMatchObject({
      kind: 'not-found',
    });
  });
});
