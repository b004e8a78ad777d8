import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { isUnchanged, unlessConditionFails } from '../../records/condition.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { moveEmail } from '../users/change-user.ts';
import { isEmail, isSameMailbox } from '../users/email.ts';
import { linkIdentity } from './link-identity.ts';

/** A person, as a sign-in provider describes them. */
export interface Identity {
  readonly issuer: string;
  /** The provider's own id of the person, which never changes; addresses do. */
  readonly subject: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
  readonly groups: readonly string[];
}

/** The number of tries of a sign-in whose account changes at the same moment. */
const maxTries = 4;

/**
 * Returns the user that an identity opens, linked or made at the first time. Address and, with a group for admins, role
 * follow the provider at each sign-in.
 */
export async function findUserOf(
  ports: Ports,
  identity: Identity,
  adminGroup: string | undefined,
): Promise<UserRecord | Problem> {
  for (let tries = 0; tries < maxTries; tries++) {
    const user = await findOrLink(ports, identity);
    if (user instanceof Problem) return user;
    if (user && !user.isActive) return notActive();
    const followed = user && (await followProvider(ports, user, identity, adminGroup));
    if (followed) return followed;
  }
  return new Problem('conflict', 'sso-account-changed');
}

/**
 * Returns the user of an identity, linking the identity if needed; `undefined` when an account was changed meanwhile.
 */
async function findOrLink(ports: Ports, identity: Identity): Promise<UserRecord | Problem | undefined> {
  const { users, identities } = ports.records;
  const record = await identities.find(identity);
  const known = record.userId === undefined ? undefined : await users.find(record.userId);
  // An account that was handed over has another identity now, or none.
  return known?.identityId === record.id ? known : linkIdentity(ports, identity, record);
}

/**
 * Takes role and address from the provider, while the identity opens the account. Otherwise a slow sign-in would give
 * its role to the next owner of the account, and open a session of theirs.
 */
async function followProvider(
  ports: Ports,
  user: UserRecord,
  identity: Identity,
  adminGroup: string | undefined,
): Promise<UserRecord | undefined> {
  const followed = await followAddress(ports, user, identity);
  if (adminGroup === undefined) return followed;
  const role = identity.groups.includes(adminGroup) ? 'admin' : 'user';
  if (role === followed.role) return followed;
  const onlyIf = isUnchanged(user, ['identityId', 'isActive']);
  return unlessConditionFails(() => ports.records.users.change(user.id, { role }, { onlyIf }));
}

/**
 * Moves the user to the provider's address, since an address that the person gave up belongs to its next owner. When
 * another account has the new address, the user keeps the old one.
 */
async function followAddress(
  ports: Ports,
  user: UserRecord,
  { email, isEmailVerified }: Identity,
): Promise<UserRecord> {
  if (email === undefined || !isEmailVerified || !isEmail(email) || isSameMailbox(email, user.email)) return user;
  const moved = await moveEmail(ports, user, email, 'vouched');
  return moved === 'changed' ? { ...user, email, emailStanding: 'vouched' } : user;
}

function notActive(): Problem {
  return new Problem('not-allowed', 'account-inactive');
}
