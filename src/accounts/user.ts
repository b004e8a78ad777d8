import { newId } from '../id.ts';
import type { Outside } from '../outside.ts';
import type { Role, UserRecord } from '../records/user-records.ts';
import { comparableEmail } from './email.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Who is asking, without anything secret. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
}

export interface NewUser {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly role: Role;
}

/** Makes a user; `undefined` when the address is taken. */
export async function createUser({ records, clock }: Outside, user: NewUser): Promise<User | undefined> {
  const { email, username, role } = user;
  const record: UserRecord = {
    id: newId(),
    email,
    username,
    role,
    isActive: true,
    passwordHash: await hashPassword(user.password),
    createdAt: clock().toISOString(),
  };
  const isAdded = await records.users.add(record, comparableEmail(email));
  return isAdded ? toUser(record) : undefined;
}

/** The user with this address and password, if active. The same time passes whatever is wrong. */
export async function authenticate({ records }: Outside, email: string, password: string): Promise<User | undefined> {
  const record = await records.users.findByEmail(comparableEmail(email));
  const isRight = await verifyPassword(password, record?.passwordHash);
  return isRight && record?.isActive ? toUser(record) : undefined;
}

/** The active user with this id. */
export async function findActiveUser({ records }: Outside, id: string): Promise<User | undefined> {
  const record = await records.users.find(id);
  return record?.isActive ? toUser(record) : undefined;
}

/** A user as the JSON interface shows one. */
export function describeUser({ id, email, username, role, isActive }: User) {
  return { id, email, username, role, is_active: isActive };
}

function toUser({ id, email, username, role, isActive }: UserRecord): User {
  return { id, email, username, role, isActive };
}
