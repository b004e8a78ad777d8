import { getItem, isNew, queryItems, updateItem, writeTogether } from './item.ts';
import { type Table, whenConditionHolds } from './table.ts';

export type Role = 'user' | 'admin';

export interface UserRecord {
  readonly id: string;
  /** As the person wrote it; `EMAIL#` items hold the form that is compared. */
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly passwordHash: string;
  readonly createdAt: string;
}

export type UserRecords = ReturnType<typeof createUserRecords>;

export function createUserRecords(table: Table) {
  return {
    find: (id: string) => getItem<UserRecord>(table, userKey(id)),

    /** By the form of the address that is compared; see `accounts/email.ts`. */
    async findByEmail(comparableEmail: string): Promise<UserRecord | undefined> {
      const owner = await getItem<{ userId: string }>(table, emailKey(comparableEmail));
      return owner && getItem<UserRecord>(table, userKey(owner.userId));
    },

    /** Adds the user and takes the address for it, both or neither: `false` when the address is taken. */
    async add(user: UserRecord, comparableEmail: string): Promise<boolean> {
      return whenConditionHolds(() =>
        writeTogether(table, [
          { put: { ...emailKey(comparableEmail), userId: user.id }, onlyIf: isNew },
          { put: { ...userKey(user.id), ...user }, onlyIf: isNew },
          { put: { pk: 'ALL', sk: `USER#${user.createdAt}#${user.id}`, userId: user.id } },
        ]),
      );
    },

    change: (id: string, set: Partial<Omit<UserRecord, 'id'>>) =>
      updateItem<UserRecord>(table, { update: userKey(id), set, onlyIf: { expression: 'attribute_exists(#pk)' } }),

    /** Newest first. */
    async list(limit: number, after?: string): Promise<{ users: UserRecord[]; next: string | null }> {
      const page = await queryItems<{ pk: string; sk: string; userId: string }>(table, {
        pk: 'ALL',
        prefix: 'USER#',
        limit,
        after,
      });
      const users = await Promise.all(page.items.map((item) => getItem<UserRecord>(table, userKey(item.userId))));
      return { users: users.filter((user) => user !== undefined), next: page.next };
    },
  };
}

const userKey = (id: string) => ({ pk: `USER#${id}`, sk: 'USER' });
const emailKey = (address: string) => ({ pk: `EMAIL#${address}`, sk: 'EMAIL' });
