import type { Ports } from '../../ports.ts';
import type { IdentityRecord } from '../../records/identity-records.ts';
import type { FormerOwner } from '../../records/user-address.ts';
import type { UserRecord } from '../../records/user-records.ts';

/**
 * Gives an account to the owner of its address, whom the sign-in provider or the operator has named. The person who
 * signed up with the address never had to prove it, and may have done so to wait for its owner ("pre-hijacking"). So
 * everything that opened the account before ends: password, link, sessions, tokens, identities.
 *
 * @returns the user as they are now; `undefined` when the account was changed since `before` was read
 * @see https://www.usenix.org/conference/usenixsecurity22/presentation/sudhodanan
 */
export async function handOver(
  { records }: Ports,
  before: UserRecord,
  change: Partial<Pick<UserRecord, 'email' | 'role' | 'isActive'>>,
  identity?: IdentityRecord,
): Promise<UserRecord | undefined> {
  const {
    passwordHash,
    passwordLinkHash,
    identityId,
    identityIssuer,
    sessionEpoch = 0,
    tokenEpoch = 0,
    ...kept
  } = before;
  const after: UserRecord = {
    ...kept,
    ...change,
    emailStanding: 'vouched',
    sessionEpoch: sessionEpoch + 1,
    tokenEpoch: tokenEpoch + 1,
    ...(identity && { identityId: identity.id, identityIssuer: identity.issuer }),
  };
  return (await records.users.replace(before, after, identity)) ? after : undefined;
}

/**
 * True for an account that could never be opened. It was made without a password, and no admin has made a link for it.
 * It holds nothing, so that a person who proves the address may have it. Accounts from before `beganUnopened` was
 * stored may have been opened by single sign-on, and do not count.
 */
export function isUnopened(user: UserRecord): boolean {
  const { beganUnopened, passwordHash, passwordLinkHash, identityId, emailStanding, role, isActive } = user;
  const claim = passwordHash ?? passwordLinkHash ?? identityId ?? emailStanding;
  return beganUnopened === true && claim === undefined && role === 'user' && isActive;
}

/** Returns how a user gives up an address: an account that was ever opened stays, with its content. */
export function formerOwner(user: UserRecord): FormerOwner {
  return { user, becomes: isUnopened(user) ? 'removed' : 'lost' };
}
