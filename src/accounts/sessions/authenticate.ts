import type { Ports } from '../../ports.ts';
import { unlessConditionFails } from '../../records/condition.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { hashPassword, isOutdated, verifyPassword } from '../passwords/password.ts';
import { comparableEmail, isEmailLength } from '../users/email.ts';

/**
 * Returns the active user with this address and password. Every failure takes the same time, so that the time does not
 * reveal if an account exists (OWASP ASVS 5.0, 6.3.8). A hash made with older parameters is replaced here, the only
 * moment at which the password is known.
 */
export async function authenticate(ports: Ports, email: string, password: string): Promise<UserRecord | undefined> {
  return verifyUser(ports, await findByAddress(ports, email), password);
}

/** Finds the user with this address, for `verifyUser`. */
export async function findByAddress({ records }: Ports, email: string): Promise<UserRecord | undefined> {
  // No account has a longer address, and the table rejects keys of more than 2,048 bytes.
  return isEmailLength(email) ? records.users.findByEmail(comparableEmail(email)) : undefined;
}

/** Returns the user if they are active and this is their password; takes as long where there is no user. */
export async function verifyUser(
  ports: Ports,
  user: UserRecord | undefined,
  password: string,
): Promise<UserRecord | undefined> {
  const isRight = await verifyPassword(password, user?.passwordHash);
  if (!isRight || !user?.isActive || user.passwordHash === undefined) {
    ports.metrics.count('SignInFailed', {});
    return undefined;
  }
  if (isOutdated(user.passwordHash)) await rehash(ports, user, user.passwordHash, password);
  return user;
}

/** Replaces a user's hash, unless the password was changed meanwhile. */
async function rehash({ records }: Ports, user: UserRecord, before: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const onlyIf = { expression: '#passwordHash = :before', values: { before } };
  await unlessConditionFails(() => records.users.change(user.id, { passwordHash }, { onlyIf }));
}
