import type { Context } from 'hono';
import type { User } from '../accounts/user.ts';
import type { AppEnv } from '../app-env.ts';
import { Refused } from '../errors.ts';
import { Refusal } from '../refusal.ts';

/**
 * The signed-in user.
 * @throws Refused when nobody is signed in: pages go to sign-in, programs get 401
 */
export function requireUser(c: Context<AppEnv>): User {
  const user = c.get('user');
  if (user === undefined)
    throw new Refused(new Refusal('not-signed-in', 'Sign in, or send an API token, and try again.'));
  return user;
}
