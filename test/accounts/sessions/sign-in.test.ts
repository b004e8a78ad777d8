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
  it('attack 85: says the same of a wrong password, an unknown address and a user who is not active', async () => {
    const [{ user }, gone] = [await testApp.signUp(), await testApp.signUp()];
    await testApp.dependencies.records.users.change(gone.user.id, { isActive: false });
    const answers = await Promise.all(
      [
        { email: user.email, password: 'wrong horse' },
        { email: 'nobody@example.org', password: 'wrong horse' },
        { email: gone.user.email, password: gone.password },
      ].map((credentials) => signIn(testApp.dependencies, credentials, address)),
    );
    expect(answers[0]).toMatchObject({ kind: 'not-signed-in' });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it('attack 85: counts what fails and takes back what succeeds', async () => {
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
