import type { Scope } from '../records/token-records.ts';
import type { User } from './user.ts';

export type { Scope };

/**
 * What an API token may do, from little to much; each scope includes the ones before it, so that a token has one word
 * and nobody has to think about combinations. `read` looks at what its user may see, `submit` uploads and sends as
 * well, `admin` may also use its user's admin rights.
 */
export const scopes = ['read', 'submit', 'admin'] as const satisfies readonly Scope[];

/** Whether a token of scope `held` may do what needs `needed`. */
export function covers(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}

/** The user as whom a token acts: without the scope for it, an admin's token has no more rights than anybody's. */
export function actingUser(user: User, scope: Scope): User {
  return covers(scope, 'admin') ? user : { ...user, role: 'user' };
}
