import { type Scope, scopes } from './roles.ts';
import type { User } from './users/user.ts';

/** Whether a token of scope `held` may do what needs `needed`. */
export function covers(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}

/** The user as whom a token acts: without the scope for it, an admin's token has no more rights than anybody's. */
export function actingUser(user: User, scope: Scope): User {
  return covers(scope, 'admin') ? user : { ...user, role: 'user' };
}
