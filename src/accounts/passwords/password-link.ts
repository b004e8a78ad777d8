import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { isUnchanged, unlessConditionFails } from '../../records/condition.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { hourMs } from '../../values/duration.ts';
import { hashOf } from '../../values/hash.ts';
import { isId, newId } from '../../values/id.ts';
import { userNotFound } from '../users/change-user.ts';
import { storePassword } from './change-password.ts';
import { findGuessable } from './guessable-password.ts';

/** The lifetime of a link to choose a password (OWASP ASVS 5.0, 6.4.1: short-lived and used once). */
const lifetimeHours = 24;

/** A link with which one user chooses a password, once. It works for every client that has it. */
export interface PasswordLink {
  /** Opens the link: 144 random bits, which the app does not store. */
  readonly id: string;
  readonly expiresAt: string;
  readonly username: string;
}

/** Makes a one-time link for a user; the previous link no longer opens. */
export async function makePasswordLink({ records, clock }: Ports, userId: string): Promise<PasswordLink | Problem> {
  const id = newId();
  const expiresAt = new Date(clock().getTime() + lifetimeHours * hourMs).toISOString();
  await records.passwordLinks.add(hashOf(id), { userId, expiresAt });
  const user = await unlessConditionFails(() => records.users.change(userId, { passwordLinkHash: hashOf(id) }));
  return user ? { id, expiresAt, username: user.username } : userNotFound();
}

/** Returns the active user of a link, or a problem when the link does not open. */
export async function findPasswordLinkUser(ports: Ports, id: string): Promise<UserRecord | Problem> {
  const { records, clock } = ports;
  const link = isId(id) ? await records.passwordLinks.find(hashOf(id)) : undefined;
  if (!link || Date.parse(link.expiresAt) <= clock().getTime()) return linkNotFound();
  const user = await records.users.find(link.userId);
  return user?.isActive && user.passwordLinkHash === hashOf(id) ? user : linkNotFound();
}

/**
 * Uses up a link and stores the user's new password. Everything that opened the account before ends: sessions, tokens
 * and the identity at the sign-in provider, since an admin's link also serves a user whose account was taken over.
 */
export async function usePasswordLink(ports: Ports, id: string, chosen: string): Promise<UserRecord | Problem> {
  const user = await findPasswordLinkUser(ports, id);
  if (user instanceof Problem) return user;
  const guessable = await findGuessable(chosen, user);
  if (guessable) return guessable;
  // The admin now vouches for the address that a user signed up with, but not for one that the user moved to or lost.
  const newOwner = { emailStanding: user.emailStanding ?? 'vouched' };
  const onlyIf = isUnchanged(user, ['passwordLinkHash', 'emailStanding']);
  return (await storePassword(ports, user.id, chosen, { onlyIf, newOwner })) ?? linkNotFound();
}

function linkNotFound(): Problem {
  return new Problem('not-found', 'no-such-password-link');
}
