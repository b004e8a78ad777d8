import type { Outside } from '../outside.ts';
import type { UserRecord } from '../records/user-records.ts';
import { Refusal } from '../refusal.ts';
import { comparableEmail, isEmail } from './email.ts';
import { createUser } from './user.ts';
import { usernameInput } from './user-input.ts';
import { usernameFrom } from './username.ts';

/** Who somebody is, as a sign-in provider says. */
export interface Identity {
  readonly issuer: string;
  /** The provider's own id of the person, which never changes; addresses do. */
  readonly subject: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
  readonly groups: readonly string[];
}

/**
 * The user that an identity is, linked or made at the first time; with a group for admins, their role follows the
 * provider at each sign-in.
 */
export async function findUserOf(
  outside: Outside,
  identity: Identity,
  adminGroup: string | undefined,
): Promise<UserRecord | Refusal> {
  const { users, identities } = outside.records;
  const knownId = await identities.find(identity.issuer, identity.subject);
  const user = knownId === undefined ? await linkOrMake(outside, identity) : await users.find(knownId);
  if (user instanceof Refusal) return user;
  if (!user?.isActive) return new Refusal('not-allowed', 'Your account here is not active. Ask an admin.');
  if (adminGroup === undefined) return user;
  const role = identity.groups.includes(adminGroup) ? 'admin' : 'user';
  return role === user.role ? user : users.change(user.id, { role });
}

/** An address that nobody has proven could be anybody's, so only a verified one leads to a user. */
async function linkOrMake(outside: Outside, identity: Identity): Promise<UserRecord | undefined | Refusal> {
  const { users, identities } = outside.records;
  const { email, isEmailVerified, issuer, subject } = identity;
  if (email === undefined || !isEmail(email) || !isEmailVerified)
    return new Refusal(
      'not-allowed',
      'Your organisation has not confirmed your email address. Ask its administrators.',
    );
  const known = await users.findByEmail(comparableEmail(email));
  const made = known
    ? undefined
    : await createUser(outside, { email, username: nameOf(identity, email), role: 'user' });
  // Nobody a moment ago, and taken now: the same person comes twice at once, or somebody else with that address.
  const existing = known ?? (made ? undefined : await users.findByEmail(comparableEmail(email)));
  if (existing && !isSameMailbox(existing.email, email))
    return new Refusal('not-allowed', 'Somebody has an account here with an address like yours. Ask an admin.');
  if (existing && !existing.isActive) return existing;
  const wasMadeNow = existing !== known && !existing?.passwordHash && !existing?.passwordLinkHash;
  const user = made
    ? await users.find(made.id)
    : // Only a sign-in at the provider can have opened it, with the same proof of the address.
      existing && (wasMadeNow ? existing : await handOver(outside, existing));
  if (user) await identities.add(issuer, subject, user.id);
  return user;
}

/**
 * Whoever signed up here with this address never had to prove it, and may have done so to wait for its owner
 * ("pre-hijacking"). The owner has come: what opened the account until now opens it no longer.
 * @see https://www.usenix.org/conference/usenixsecurity22/presentation/sudhodanan
 */
function handOver({ records }: Outside, { id }: UserRecord): Promise<UserRecord> {
  const unset = ['passwordHash', 'passwordLinkHash'] as const;
  return records.users.change(id, {}, { unset, add: { sessionEpoch: 1, tokenEpoch: 1 } });
}

/**
 * Addresses that look alike are compared as one, so that nobody signs up twice; but `ｄｅｖ@` and `dev@` are two
 * mailboxes, and whoever has proven one has not proven the other.
 */
function isSameMailbox(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

function nameOf({ name }: Identity, email: string): string {
  const parsed = usernameInput.safeParse(name);
  return parsed.success ? parsed.data : usernameFrom(email);
}
