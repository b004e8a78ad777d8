import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { IdentityRecord } from '../../records/identity-records.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { comparableEmail, isEmail, isPlainEmail, isSameMailbox } from '../users/email.ts';
import { formerOwner, handOver } from '../users/hand-over.ts';
import { addUser } from '../users/user.ts';
import { usernameInput } from '../users/user-input.ts';
import { usernameFrom } from '../users/username.ts';
import type { Identity } from './identity.ts';

/**
 * Links an identity to the account of its verified address. It is a new account, or the one that was waiting for the
 * owner of that address. An unverified address proves nothing, so it leads to no account.
 *
 * @returns `undefined` when an account was changed meanwhile
 */
export async function linkIdentity(
  ports: Ports,
  identity: Identity,
  record: IdentityRecord,
): Promise<UserRecord | Problem | undefined> {
  const { email, isEmailVerified } = identity;
  if (email === undefined || !isEmailVerified || !isEmail(email))
    return new Problem('not-allowed', 'sso-email-unconfirmed');
  const username = nameOf(identity, email);
  const newUser = { email, username, role: 'user', isVouchedFor: true } as const;
  const holder = await ports.records.users.findByEmail(comparableEmail(email));
  if (holder === undefined) return addUser(ports, newUser, { identity: record });
  switch (decideClaim(holder, email, identity.issuer)) {
    case 'the account':
      return holder.isActive ? handOver(ports, holder, {}, record) : holder;
    case 'the address':
      return addUser(ports, newUser, { identity: record, from: formerOwner(holder) });
    case 'neither':
      return addressOfAnother();
  }
}

/**
 * Decides which part of the holder's account belongs to the owner of a proven address. Unproven claims give way:
 * - an account that was made for this mailbox is the owner's;
 * - an account that was moved to the address, or has one that looks like it, keeps its content and gives up the
 *   address. The new address must be as plain as it can be: otherwise the owner of `ｄｅｖ@` could take the address of
 *   `dev@`.
 *
 * An account that this provider has named, or an admin has deactivated, keeps its address.
 */
function decideClaim(holder: UserRecord, email: string, issuer: string): 'the account' | 'the address' | 'neither' {
  if (holder.identityIssuer === issuer) return 'neither';
  const { emailStanding, isActive } = holder;
  const isSame = isSameMailbox(holder.email, email);
  if (isSame && (emailStanding !== 'moved' || !isActive)) return 'the account';
  const mayTakeAddress = isActive && emailStanding !== 'vouched' && isPlainEmail(email);
  return isSame || mayTakeAddress ? 'the address' : 'neither';
}

function addressOfAnother(): Problem {
  return new Problem('not-allowed', 'sso-email-of-another');
}

function nameOf({ name }: Identity, email: string): string {
  const parsed = usernameInput.safeParse(name);
  return parsed.success ? parsed.data : usernameFrom(email);
}
