import type { Context, MiddlewareHandler } from 'hono';
import type { User } from '../accounts/users/user.ts';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import type { AppEnv } from './app-env.ts';

/**
 * Returns the signed-in user.
 * @throws ProblemError for an anonymous request: pages go to sign-in, programs get 401
 */
export function requireUser(c: Context<AppEnv>): User {
  const user = c.get('user');
  if (user === undefined) throw new ProblemError(new Problem('not-signed-in', 'sign-in-needed'));
  return user;
}

/**
 * Returns the user of a session, never of an API token. Tokens cannot change credentials (passwords, sessions, tokens),
 * so that a leaked one does not turn into more.
 * @throws ProblemError for an anonymous request and for an API token
 */
export function requirePerson(c: Context<AppEnv>): User {
  const user = requireUser(c);
  rejectApiToken(c);
  return user;
}

/**
 * Refuses API tokens. Routes that need no user, such as sign-in, call it alone.
 * @throws ProblemError for a request with an API token
 */
export function rejectApiToken(c: Context<AppEnv>): void {
  if (c.get('scope') === undefined) return;
  throw new ProblemError(new Problem('not-allowed', 'person-needed'));
}

/**
 * Returns the signed-in admin.
 * @throws ProblemError for an anonymous request, and for a user who is no admin
 */
export function requireAdmin(c: Context<AppEnv>): User {
  const user = requireUser(c);
  if (user.role !== 'admin') throw new ProblemError(new Problem('not-allowed', 'admin-needed'));
  return user;
}

/** Requires a signed-in user before a declared operation reads anything. */
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
