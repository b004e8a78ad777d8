import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/accounts/sessions/sign-in.ts';
import { signInLimits } from '../../../src/accounts/sessions/sign-in-limit.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { beginWindow } from '../../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const address = '198.51.100.7';

describe('signIn', () => {
  it('signIn, wrong password, unknown address, inactive user, give the same problem (attack 85)', async () => {
    const [{ user }, gone] = [await testApp.signUp(), await testApp.signUp()];
    await testApp.dependencies.records.users.change(gone.user.id, { isActive: false });
    const answers = await Promise.all(
      [
        { email: user.email, password: 'wrong horse' },
        { email: 'unknown@example.org', password: 'wrong horse' },
        { email: gone.user.email, password: gone.password },
      ].map((credentials) => signIn(testApp.dependencies, credentials, address)),
    );
    expect(answers[0]).toMatchObject({ kind: 'not-signed-in' });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it('signIn, failures and successes, counts the first and takes back the others (attack 85)', async () => {
    beginWindow(testApp, signInLimits.windowSeconds);
    const { user, password } = await testApp.signUp();
    const { email } = user;
    for (let count = 0; count <= signInLimits.failuresPerAccount; count++)
      expect(await signIn(testApp.dependencies, { email, password }, address)).toMatchObject({ id: user.id });
    for (let count = 0; count < signInLimits.failuresPerAccount; count++)
      expect(await signIn(testApp.dependencies, { email, password: 'wrong horse' }, address)).toMatchObject({
        kind: 'not-signed-in',
      });
    expect(await signIn(testApp.dependencies, { email, password }, address)).toMatchObject({ kind: 'limit-reached' });
  });
});
