import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeUser } from '../../../src/accounts/users/change-user.ts';
import type { Ports } from '../../../src/ports.ts';
import { newId } from '../../../src/values/id.ts';
import { inWords } from '../../support/problems-in-words.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

/** Returns ports that change a user's address right after the user was looked up. */
function whereMeanwhile(email: string): Ports {
  const { records, ...rest } = testApp.dependencies;
  const find = async (id: string) => {
    const found = await records.users.find(id);
    await changeUser(testApp.dependencies, id, { email });
    return found;
  };
  return { ...rest, records: { ...records, users: { ...records.users, find } } };
}

const newAddress = () => `${newId()}@example.org`.toLowerCase();

describe('changeUser', () => {
  it('changeUser, an address, says it is taken only when another user has it', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    expect(inWords(await changeUser(testApp.dependencies, one.user.id, { email: other.user.email }))).toMatchObject({
      kind: 'conflict',
      detail: expect.stringContaining('belongs to another account'),
    });
  });

  it.each([
    ['to a new address', newAddress],
    ['to the same address, written otherwise', (before: string) => before.toUpperCase()],
  ])('changeUser, an address changed meanwhile %s, says so and leaves it', async (_how, to) => {
    const { user } = await testApp.signUp();
    const meanwhile = newAddress();
    expect(inWords(await changeUser(whereMeanwhile(meanwhile), user.id, { email: to(user.email) }))).toMatchObject({
      kind: 'conflict',
      detail: expect.stringContaining('changed at the same moment'),
    });
    expect(await testApp.dependencies.records.users.find(user.id)).toMatchObject({ email: meanwhile });
  });
});
