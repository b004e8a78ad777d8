import { type Scope, scopes } from './roles.ts';
import type { User } from './users/user.ts';

/** True when a token of scope `held` may use an operation that requires `needed`. */
export function covers(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}

/** Returns the user as which a token acts. Without the `admin` scope, an admin's token has the rights of a user. */
export function actingUser(user: User, scope: Scope): User {
  return covers(scope, 'admin') ? user : { ...user, role: 'user' };
}
