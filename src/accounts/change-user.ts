import type { Outside } from '../outside.ts';
import { unlessConditionFails } from '../records/condition.ts';
import type { EmailChange, UserRecord } from '../records/user-records.ts';
import { Refusal } from '../refusal.ts';
import type { Role } from '../rights.ts';
import { comparableEmail } from './email.ts';
import { toUser, type User } from './user.ts';

/** What is to be changed of a user; what is `undefined` stays as it is. */
export interface ProfileChange {
  readonly email?: string | undefined;
  readonly username?: string | undefined;
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
}

/** The answer to whoever asks about a user that is not there, or not theirs to see. */
export const userNotFound = () => new Refusal('not-found', 'There is no such user.');

/** The answer to whoever is signed in and wants, for themselves or for somebody, an address that another user has. */
export const emailOfAnother = () =>
  new Refusal('conflict', 'This email address belongs to another account. Take another one.', {
    errors: [{ field: 'email', message: 'This address belongs to another account.' }],
  });

const emailOutdated = () =>
  new Refusal('conflict', 'The email address was changed at the same moment. Look at what it is now, and try again.', {
    errors: [{ field: 'email', message: 'This was changed at the same moment.' }],
  });

/**
 * Changes what is known of a user. Deactivation ends all sessions and tokens for good: they do not come back when the
 * user does. Who may change what is decided by `user-access.ts`.
 */
export async function changeUser(outside: Outside, id: string, change: ProfileChange): Promise<User | Refusal> {
  const { records } = outside;
  const { email, username, role, isActive } = change;
  const before = await records.users.find(id);
  if (!before) return userNotFound();
  const moved = email === undefined || email === before.email ? 'changed' : await moveEmail(outside, before, email);
  if (moved === 'taken') return emailOfAnother();
  if (moved === 'outdated') return emailOutdated();
  const isDeactivated = isActive === false && before.isActive;
  const ends = isDeactivated ? ({ add: { sessionEpoch: 1, tokenEpoch: 1 } } as const) : {};
  const after = await unlessConditionFails(() => records.users.change(id, { username, role, isActive }, ends));
  return after ? toUser(after) : userNotFound();
}

function moveEmail({ records }: Outside, user: UserRecord, email: string): Promise<EmailChange> {
  return records.users.changeEmail(user, email, comparableEmail(user.email), comparableEmail(email));
}
