import { message } from '../../messages/message.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { unlessConditionFails } from '../../records/condition.ts';
import type { EmailChange, NewAddress, UserRecord } from '../../records/user-records.ts';
import type { Role } from '../roles.ts';
import { comparableEmail, isSameMailbox } from './email.ts';
import { formerOwner, isUnopened } from './hand-over.ts';
import { toUser, type User } from './user.ts';

/** The fields of a user to change; a field that is `undefined` stays as it is. */
export interface ProfileChange {
  readonly email?: string | undefined;
  readonly username?: string | undefined;
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
}

/** The problem for a user that does not exist, or that the requester may not see. */
export const userNotFound = () => new Problem('not-found', 'no-such-user');

/** The problem for a signed-in user who wants, for themselves or another user, an address that is taken. */
export const emailTaken = () =>
  new Problem('conflict', 'email-of-another', {
    errors: [{ field: 'email', message: message('email-of-another-field') }],
  });

const emailOutdated = () =>
  new Problem('conflict', 'email-outdated', {
    errors: [{ field: 'email', message: message('email-outdated-field') }],
  });

/**
 * Changes the fields of a user. Deactivation ends all sessions, tokens and links for good: they do not come back when
 * the user does. `accounts/policy.ts` decides about the permission. An admin vouches for the address that they give a
 * user; the address that a user gives themselves stays unproven.
 */
export async function changeUser(
  ports: Ports,
  id: string,
  change: ProfileChange,
  by: 'an admin' | 'the user' = 'an admin',
): Promise<User | Problem> {
  const { records } = ports;
  const { email, username, role, isActive } = change;
  const before = await records.users.find(id);
  if (!before) return userNotFound();
  const standing = by === 'an admin' ? 'vouched' : 'moved';
  const moved =
    email === undefined || email === before.email ? 'changed' : await moveEmail(ports, before, email, standing);
  if (moved === 'taken') return emailTaken();
  if (moved === 'outdated') return emailOutdated();
  const isDeactivated = isActive === false && before.isActive;
  const ends = isDeactivated ? ({ unset: ['passwordLinkHash'], add: { sessionEpoch: 1, tokenEpoch: 1 } } as const) : {};
  const after = await unlessConditionFails(() => records.users.change(id, { username, role, isActive }, ends));
  return after ? toUser(after) : userNotFound();
}

/** Gives a user another address, if it is free or belongs to an account that was never opened. */
export async function moveEmail(
  { records }: Ports,
  user: UserRecord,
  email: string,
  standing: 'vouched' | 'moved',
): Promise<EmailChange> {
  const [before, comparable] = [comparableEmail(user.email), comparableEmail(email)];
  const holder = await records.users.findByEmail(comparable);
  const from = holder && holder.id !== user.id && isUnopened(holder) ? formerOwner(holder) : undefined;
  // Another spelling of the same mailbox is the same address.
  const isSame = isSameMailbox(user.email, email) && user.emailStanding !== 'lost';
  const emailStanding: NewAddress['emailStanding'] = isSame && standing === 'moved' ? user.emailStanding : standing;
  return records.users.changeEmail(user, before, { email, comparable, emailStanding, from });
}
