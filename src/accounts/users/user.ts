import type { Language } from '../../messages/language.ts';
import type { Ports } from '../../ports.ts';
import type { IdentityRecord } from '../../records/identity-records.ts';
import type { FormerOwner } from '../../records/user-address.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { newId } from '../../values/id.ts';
import { hashPassword } from '../passwords/password.ts';
import type { Role } from '../roles.ts';
import { comparableEmail } from './email.ts';

/** The user of a request, without secrets. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  /** The language of the user's pages; absent: that of the browser. */
  readonly language?: Language | undefined;
  /** The id of the file with their picture; absent: they have sent none. */
  readonly avatarId?: string | undefined;
  readonly role: Role;
  readonly isActive: boolean;
}

/** The fields of a new user, who is active by default. */
export interface UserToCreate {
  readonly email: string;
  readonly username: string;
  /** Absent for a user who signs in elsewhere, or chooses a password by a link. */
  readonly password?: string;
  readonly role: Role;
  readonly isActive?: boolean;
  /** True when an admin, the operator or the sign-in provider says that the address is this person's. */
  readonly isVouchedFor?: boolean;
}

/** The belongings of a new user: the address of another user, and an identity at the sign-in provider. */
export interface Belongings {
  readonly from?: FormerOwner | undefined;
  readonly identity?: IdentityRecord | undefined;
}

/** Makes a user; `undefined` when the address is taken. */
export async function createUser(ports: Ports, user: UserToCreate, taking?: Belongings): Promise<User | undefined> {
  const record = await addUser(ports, user, taking);
  return record && toUser(record);
}

/** Makes a user and returns the record; `undefined` when the address, or another belonging, is taken. */
export async function addUser(
  { records, clock }: Ports,
  user: UserToCreate,
  { from, identity }: Belongings = {},
): Promise<UserRecord | undefined> {
  const { email, username, role, password, isActive = true, isVouchedFor = false } = user;
  const record: UserRecord = {
    id: newId(),
    email: email.trim(),
    ...(isVouchedFor && { emailStanding: 'vouched' }),
    username,
    role,
    isActive,
    ...(password === undefined
      ? !isVouchedFor && { beganUnopened: true }
      : { passwordHash: await hashPassword(password) }),
    createdAt: clock().toISOString(),
    sessionEpoch: 0,
    tokenEpoch: 0,
    ...(identity && { identityId: identity.id, identityIssuer: identity.issuer }),
  };
  const isAdded = await records.users.add(record, comparableEmail(email), { from, identity });
  return isAdded ? record : undefined;
}

/** Returns the fields of a user without secrets. */
export function toUser({ id, email, username, language, avatarId, role, isActive }: UserRecord): User {
  return { id, email, username, ...(language && { language }), ...(avatarId && { avatarId }), role, isActive };
}
