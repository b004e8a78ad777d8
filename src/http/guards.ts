import type { Context, MiddlewareHandler } from 'hono';
import type { User } from '../accounts/users/user.ts';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import type { AppEnv } from './app-env.ts';

/**
 * The signed-in user.
 * @throws ProblemError when nobody is signed in: pages go to sign-in, programs get 401
 */
export function requireUser(c: Context<AppEnv>): User {
  const user = c.get('user');
  if (user === undefined)
    throw new ProblemError(new Problem('not-signed-in', 'Sign in, or send an API token, and try again.'));
  return user;
}

/**
 * The signed-in user, in person. What lets somebody in (passwords, sessions, tokens) is not for tokens, so that one
 * that leaks does not turn into more.
 * @throws ProblemError when nobody is signed in, or a token asks
 */
export function requirePerson(c: Context<AppEnv>): User {
  const user = requireUser(c);
  rejectApiToken(c);
  return user;
}

/**
 * For what people do before they are signed in, too.
 * @throws ProblemError when a token asks
 */
export function rejectApiToken(c: Context<AppEnv>): void {
  if (c.get('scope') === undefined) return;
  const detail = 'This is for people: sign in, or leave the API token out of the request.';
  throw new ProblemError(new Problem('not-allowed', detail));
}

/**
 * The signed-in admin.
 * @throws ProblemError when nobody is signed in, or it is no admin
 */
export function requireAdmin(c: Context<AppEnv>): User {
  const user = requireUser(c);
  if (user.role !== 'admin')
    throw new ProblemError(new Problem('not-allowed', 'This is for admins only. Ask one of them.'));
  return user;
}

/** The same, before a declared operation reads anything. */
export const signedIn = before(requireUser);
export const inPerson = before(requirePerson);
export const admins = before(requireAdmin);
export const adminsInPerson = before(requirePerson, requireAdmin);

function before(...checks: readonly ((c: Context<AppEnv>) => User)[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    for (const check of checks) check(c);
    await next();
  };
}
