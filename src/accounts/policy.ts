import { Problem } from '../problems/problem.ts';
import { type ProfileChange, userNotFound } from './users/change-user.ts';
import type { User } from './users/user.ts';

/** The change of a user that a request asks for. */
export interface UserChangeRequest extends ProfileChange {
  readonly password?: string | undefined;
  readonly currentPassword?: string | undefined;
}

/**
 * True when `user` may see the user `id`: users see themselves, admins see all users. In other cases the app responds
 * as if the user did not exist.
 */
export function maySeeUser(user: User, id: string): boolean {
  return user.id === id || user.role === 'admin';
}

/**
 * Returns the problem with a change of a user that the requester may not make. Only admins change rights, and never
 * their own: otherwise the last admin could lock all users out. Users change their own password; admins make a link
 * instead. Changes that decide access need a session: a leaked token could make an admin, who would stay when the token
 * is revoked.
 */
export function checkUserChange(
  user: User,
  id: string,
  change: UserChangeRequest,
  by: 'a person' | 'a token',
): Problem | undefined {
  if (!maySeeUser(user, id)) return userNotFound();
  const isOwn = user.id === id;
  if (by === 'a token' && (isOwn || decidesAccess(change)))
    return new Problem('not-allowed', 'token-changes-names-only');
  if (change.role !== undefined || change.isActive !== undefined) {
    if (user.role !== 'admin') return new Problem('not-allowed', 'rights-by-admin-only');
    if (isOwn) return new Problem('not-allowed', 'own-rights');
  }
  if (change.password === undefined) return undefined;
  if (!isOwn) return new Problem('not-allowed', 'password-of-another');
  const { password: _chosen, currentPassword: _confirmed, ...others } = change;
  const isAlone = Object.values(others).every((value) => value === undefined);
  return isAlone ? undefined : new Problem('invalid', 'password-not-alone');
}

/**
 * True when a change decides about access or rights. The email counts, because the sign-in provider identifies a user
 * by it.
 */
function decidesAccess({ role, email, isActive, password }: UserChangeRequest): boolean {
  return [role, email, isActive, password].some((value) => value !== undefined);
}
