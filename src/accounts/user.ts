import { newId } from '../id.ts';
import type { Outside } from '../outside.ts';
import type { UserRecord } from '../records/user-records.ts';
import type { Role } from '../rights.ts';
import { comparableEmail } from './email.ts';
import { hashPassword } from './password.ts';

/** Who is asking, without anything secret. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
}

/** A user to be made, active unless told otherwise. */
export interface NewUser {
  readonly email: string;
  readonly username: string;
  /** Absent: signs in elsewhere, or chooses one by a link. */
  readonly password?: string;
  readonly role: Role;
  readonly isActive?: boolean;
}

/** Makes a user; `undefined` when the address is taken. */
export async function createUser({ records, clock }: Outside, user: NewUser): Promise<User | undefined> {
  const { email, username, role, password, isActive = true } = user;
  const record: UserRecord = {
    id: newId(),
    email: email.trim(),
    username,
    role,
    isActive,
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
    createdAt: clock().toISOString(),
    sessionEpoch: 0,
    tokenEpoch: 0,
  };
  const isAdded = await records.users.add(record, comparableEmail(email));
  return isAdded ? toUser(record) : undefined;
}

/** The user without anything secret. */
export function toUser({ id, email, username, role, isActive }: UserRecord): User {
  return { id, email, username, role, isActive };
}
