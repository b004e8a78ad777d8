import { type Message, message } from '../../messages/message.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { invalidValues } from '../../problems/validation.ts';
import { unlessConditionFails } from '../../records/condition.ts';
import type { Condition } from '../../records/item.ts';
import type { UserRecord, UserRecordChange } from '../../records/user-records.ts';
import { countPasswordAttempt } from '../sessions/sign-in-limit.ts';
import { userNotFound } from '../users/change-user.ts';
import { findGuessable } from './guessable-password.ts';
import { hashPassword, verifyPassword } from './password.ts';

/**
 * Changes the password of a user who gives the current one. All sessions and password links end; tokens stay, since
 * programs do not sign in with the password. The caller begins a new session with the returned user.
 */
export async function changePassword(
  ports: Ports,
  userId: string,
  { current, chosen }: { current: string; chosen: string },
): Promise<UserRecord | Problem> {
  const user = await confirmPassword(ports, userId, current, 'password');
  if (user instanceof Problem) return user;
  const guessable = await findGuessable(chosen, user);
  if (guessable) return guessable;
  const unchanged = { expression: '#passwordHash = :before', values: { before: user.passwordHash } };
  const changed = await storePassword(ports, userId, chosen, { onlyIf: unchanged });
  return changed ?? new Problem('conflict', 'password-changed-elsewhere');
}

/**
 * Returns the user when `current` is their password, otherwise a problem. An unlocked screen is not enough to take an
 * account over (OWASP ASVS 5.0, 7.5.1). A wrong password counts as a failed sign-in, an empty one does not. A user
 * without a password cannot confirm anything; an admin gives them a link to choose one.
 */
export async function confirmPassword(
  ports: Ports,
  userId: string,
  current: string,
  toChange: 'email' | 'password',
): Promise<UserRecord | Problem> {
  if (current === '') return invalidCurrent(message('password-needed', { toChange }));
  const user = await ports.records.users.find(userId);
  if (!user) return userNotFound();
  const attempt = await countPasswordAttempt(ports, user.email);
  if (attempt.problem) return attempt.problem;
  if (!(await verifyPassword(current, user.passwordHash))) return invalidCurrent(message('password-wrong'));
  await attempt.undo();
  return user;
}

/**
 * Stores a password and ends the user's sessions and password links. With a `newOwner`, tokens and the identity at the
 * sign-in provider end too. Returns `undefined` when the condition does not hold.
 */
export async function storePassword(
  { records }: Ports,
  userId: string,
  chosen: string,
  { onlyIf, newOwner }: { onlyIf: Condition; newOwner?: Pick<UserRecordChange, 'emailStanding'> },
): Promise<UserRecord | undefined> {
  const set = { ...newOwner, passwordHash: await hashPassword(chosen) };
  const ends = newOwner
    ? ({
        unset: ['passwordLinkHash', 'identityId', 'identityIssuer'],
        add: { sessionEpoch: 1, tokenEpoch: 1 },
      } as const)
    : ({ unset: ['passwordLinkHash'], add: { sessionEpoch: 1 } } as const);
  return unlessConditionFails(() => records.users.change(userId, set, { ...ends, onlyIf }));
}

function invalidCurrent(detail: Message): Problem {
  return invalidValues([{ field: 'currentPassword', message: detail }]);
}
