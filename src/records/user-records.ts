import type { Role } from '../rights.ts';
import { ConditionNotMet, whenConditionHolds } from './condition.ts';
import { type Condition, getItem, isNew, queryItems, updateItem, writeTogether } from './item.ts';
import type { Table } from './table.ts';

/** A user at rest, with what is secret of them; `accounts/user.ts` has what others see. */
export interface UserRecord {
  readonly id: string;
  /** As the person wrote it; `EMAIL#` items hold the form that is compared. */
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
  /** Absent for who signs in elsewhere, or has still to choose one. */
  readonly passwordHash?: string;
  readonly createdAt: string;
  /**
   * A session that was begun under an older number is over: counting up ends all of them at once, whoever is signing in
   * meanwhile.
   */
  readonly sessionEpoch?: number;
  /** The same for API tokens. */
  readonly tokenEpoch?: number;
  /** The hash of the newest password link's id: that one opens, once, and no older one. */
  readonly passwordLinkHash?: string;
}

/**
 * What may be set of a user; what is `undefined` stays as it is. An address changes by `changeEmail`, because it
 * belongs to one person only.
 */
export type UserChange = { readonly [Name in keyof Omit<UserRecord, 'id' | 'email'>]?: UserRecord[Name] | undefined };

/** What else a change does to a user. */
export interface FurtherChange {
  readonly unset?: readonly (keyof UserRecord)[];
  readonly add?: { readonly sessionEpoch?: 1; readonly tokenEpoch?: 1 };
  readonly onlyIf?: Condition;
}

/** What became of a change of address. */
export type EmailChange = 'changed' | 'taken' | 'outdated';

/** Users, by id and by address, which belongs to one of them only; and the admins' list of all. */
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

    /**
     * The user as they are after the change.
     * @throws ConditionNotMet when there is no such user, or `onlyIf` does not hold
     */
    async change(id: string, change: UserChange, further: FurtherChange = {}): Promise<UserRecord> {
      const { unset = [], add = {}, onlyIf = exists } = further;
      // `id` is there already: DynamoDB refuses an update that changes nothing.
      const set = { id, ...withoutAbsent(change) };
      return updateItem<UserRecord>(table, { update: userKey(id), set, unset, add: { ...add }, onlyIf });
    },

    /**
     * Gives an address back and takes another one, both or neither: neither when somebody has that one (`taken`), or
     * when the user's own is no longer what it was in `user` (`outdated`).
     */
    async changeEmail(user: UserRecord, email: string, from: string, to: string): Promise<EmailChange> {
      const unchanged = { expression: '#email = :before', values: { before: user.email } };
      const changed = { update: userKey(user.id), set: { email }, onlyIf: unchanged };
      const moved = [{ put: { ...emailKey(to), userId: user.id }, onlyIf: isNew }, { remove: emailKey(from) }];
      try {
        await writeTogether(table, from === to ? [changed] : [changed, ...moved]);
        return 'changed';
      } catch (error) {
        if (!(error instanceof ConditionNotMet)) throw error;
        return error.positions.includes(0) ? 'outdated' : 'taken';
      }
    },

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

const exists: Condition = { expression: 'attribute_exists(#pk)' };

const withoutAbsent = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const userKey = (id: string) => ({ pk: `USER#${id}`, sk: 'USER' });
const emailKey = (address: string) => ({ pk: `EMAIL#${address}`, sk: 'EMAIL' });
