import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { isId } from '../../values/id.ts';
import { changePassword, confirmPassword } from '../passwords/change-password.ts';
import { checkUserChange, type UserChangeRequest } from '../policy.ts';
import { countAddressChange } from './address-change-limit.ts';
import { changeUser, userNotFound } from './change-user.ts';
import { comparableEmail } from './email.ts';
import { toUser, type User } from './user.ts';

/** A user as they are after a change. */
export interface ChangedAccount {
  readonly user: User;
  /** The user for whom the caller begins a new session: a new password has ended the current one too. */
  readonly signedOut?: UserRecord;
}

/** The credentials and the network address of a request for a change. */
export interface ChangeContext {
  readonly by?: 'a person' | 'a token';
  readonly networkAddress?: string | undefined;
}

/**
 * Changes a user as a request asks, if the requester may. An attacker who takes an account over changes its address or
 * password first, so both need the current password.
 */
export async function changeAccount(
  ports: Ports,
  requester: User,
  id: string,
  change: UserChangeRequest,
  { by = 'a person', networkAddress }: ChangeContext = {},
): Promise<ChangedAccount | Problem> {
  const problem = isId(id) ? checkUserChange(requester, id, change, by) : userNotFound();
  if (problem) return problem;
  const { email, username, role, isActive, password, currentPassword = '' } = change;
  if (password !== undefined) {
    const changed = await changePassword(ports, id, { current: currentPassword, chosen: password });
    return changed instanceof Problem ? changed : { user: toUser(changed), signedOut: changed };
  }
  const isOwn = id === requester.id;
  if (isOwn && email !== undefined && email !== requester.email) {
    const confirmed = await confirmPassword(ports, id, currentPassword, 'email');
    if (confirmed instanceof Problem) return confirmed;
    // Admins see all addresses anyway, and an equal form of the user's own address reveals nothing.
    const tellsNothing = requester.role === 'admin' || comparableEmail(email) === comparableEmail(confirmed.email);
    const tooMany = tellsNothing ? undefined : await countAddressChange(ports, id, networkAddress);
    if (tooMany) return tooMany;
  }
  const profile = { email, username, role, isActive };
  const user = await changeUser(ports, id, profile, isOwn ? 'the user' : 'an admin');
  return user instanceof Problem ? user : { user };
}
