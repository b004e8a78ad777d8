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

/**
 * The signed-in user, in person. What lets somebody in (passwords, sessions, tokens) is not for tokens, so that one
 * that leaks does not turn into more.
 * @throws Refused when nobody is signed in, or a token asks
 */
export function requirePerson(c: Context<AppEnv>): User {
  const user = requireUser(c);
  if (c.get('scope') !== undefined)
    throw new Refused(new Refusal('not-allowed', 'This needs you in person: sign in, an API token is not enough.'));
  return user;
}

/**
 * The signed-in admin.
 * @throws Refused when nobody is signed in, or it is no admin
 */
export function requireAdmin(c: Context<AppEnv>): User {
  const user = requireUser(c);
  if (user.role !== 'admin') throw new Refused(new Refusal('not-allowed', 'This is for admins only. Ask one of them.'));
  return user;
}
