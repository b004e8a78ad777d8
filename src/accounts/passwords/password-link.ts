import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { isUnchanged, unlessConditionFails } from '../../records/condition.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { hourMs } from '../../values/duration.ts';
import { hashOf } from '../../values/hash.ts';
import { isId, newId } from '../../values/id.ts';
import { userNotFound } from '../users/change-user.ts';
import { isOwnName, ownNameMessage } from '../users/user-input.ts';
import { invalidPassword, storePassword } from './change-password.ts';

/** How long a link to choose a password is good for (OWASP ASVS 5.0, 6.4.1: short-lived and used once). */
const lifetimeHours = 24;

/** A link with which one user chooses a password, once; whoever has it can. */
export interface PasswordLink {
  /** Opens the link: 144 random bits that nobody keeps. */
  readonly id: string;
  readonly expiresAt: string;
}

/** Makes a one-time link for a user; one that was made before no longer opens. */
export async function makePasswordLink({ records, clock }: Ports, userId: string): Promise<PasswordLink | Problem> {
  const id = newId();
  const expiresAt = new Date(clock().getTime() + lifetimeHours * hourMs).toISOString();
  await records.passwordLinks.add(hashOf(id), { userId, expiresAt });
  const user = await unlessConditionFails(() => records.users.change(userId, { passwordLinkHash: hashOf(id) }));
  return user ? { id, expiresAt } : userNotFound();
}

/** The active user for whom a link is, as long as it opens. */
export async function findPasswordLinkUser(ports: Ports, id: string): Promise<UserRecord | Problem> {
  const { records, clock } = ports;
  const link = isId(id) ? await records.passwordLinks.find(hashOf(id)) : undefined;
  if (!link || Date.parse(link.expiresAt) <= clock().getTime()) return linkNotFound();
  const user = await records.users.find(link.userId);
  return user?.isActive && user.passwordLinkHash === hashOf(id) ? user : linkNotFound();
}

/**
 * Uses a link up: its user has a new password, and nothing that opened the account before opens it any more, sessions,
 * tokens and the identity at the sign-in provider. An admin's link is for who has lost the account to somebody, too.
 */
export async function usePasswordLink(ports: Ports, id: string, chosen: string): Promise<UserRecord | Problem> {
  const user = await findPasswordLinkUser(ports, id);
  if (user instanceof Problem) return user;
  if (isOwnName(chosen, user)) return invalidPassword(ownNameMessage);
  // Who signed up with the address has an admin's word for it now; who moved to it, or lost it, has not.
  const newOwner = { emailStanding: user.emailStanding ?? 'vouched' };
  const onlyIf = isUnchanged(user, ['passwordLinkHash', 'emailStanding']);
  return (await storePassword(ports, user.id, chosen, { onlyIf, newOwner })) ?? linkNotFound();
}

function linkNotFound(): Problem {
  return new Problem('not-found', 'This link has been used, is too old, or a newer one was made. Ask for another one.');
}
