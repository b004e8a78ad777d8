import type { Scope } from '../../src/accounts/roles.ts';
import { makeToken } from '../../src/accounts/tokens/api-token.ts';
import { createUser, type User, type UserToCreate } from '../../src/accounts/users/user.ts';
import { Problem } from '../../src/problems/problem.ts';
import { newId } from '../../src/values/id.ts';
import { sentenceOf } from './sentence.ts';
import { beginSession } from './sign-up.ts';
import type { TestApp } from './test-app.ts';

/** Makes a user without a password, which takes no time for a hash. */
export async function makeUser({ dependencies }: TestApp, parts: Partial<UserToCreate> = {}): Promise<User> {
  const id = newId();
  const user = await createUser(dependencies, {
    email: `${id}@example.com`,
    username: 'anna',
    role: 'user',
    ...parts,
  });
  if (!user) throw new Error('The address is taken.');
  return user;
}

/**
 * Signs up the users of an access matrix: a submitter with things of their own, a colleague and an admin. `client` of any
 * other name is a stranger's, who has not signed in.
 */
export async function signUpUsers(testApp: TestApp) {
  const submitter = await testApp.signUp();
  const colleague = await testApp.signUp();
  const admin = await testApp.signUp({ role: 'admin' });
  const signedIn = new Map(Object.entries({ submitter, colleague, admin }));
  return { submitter, colleague, client: (who: string) => signedIn.get(who)?.client ?? testApp.client() };
}

/** The headers of a browser in which this user has just signed in. */
export async function cookieOf({ dependencies }: TestApp, user: User): Promise<Record<string, string>> {
  const cookie = await beginSession(dependencies, user);
  return { cookie: cookie.join('='), origin: dependencies.publicUrl };
}

/** The headers of a program with a token of this user. */
export async function tokenOf({ dependencies }: TestApp, user: User, scope: Scope): Promise<Record<string, string>> {
  const made = await makeToken(dependencies, user.id, { name: 'test', scope });
  if (made instanceof Problem) throw new Error(sentenceOf(made.message));
  return { authorization: `Bearer ${made.text}` };
}

/** Moves the clock to where a window of counting begins, so that none ends in the middle of a test. */
export function beginWindow({ dependencies, advanceSeconds }: TestApp, windowSeconds: number): void {
  const now = Math.floor(dependencies.clock().getTime() / 1000);
  advanceSeconds(windowSeconds - (now % windowSeconds));
}
