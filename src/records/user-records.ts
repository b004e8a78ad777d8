import type { Role } from '../accounts/roles.ts';
import type { Language } from '../messages/language.ts';
import { ConditionNotMet, isUnchanged, whenConditionHolds } from './condition.ts';
import { giveIdentity, type IdentityRecord } from './identity-records.ts';
import { type Condition, getItem, type ItemKey, isNew, updateItem, writeTogether } from './item.ts';
import { queryItems } from './query.ts';
import type { Table } from './table.ts';
import { emailKey, type FormerOwner, isUserUnchanged, listKey, takeAddress, userKey } from './user-address.ts';

/** A stored user, with their secrets; `accounts/users/user.ts` has the fields that others see. */
export interface UserRecord {
  readonly id: string;
  /** The address as the person typed it; `EMAIL#` items hold the form that is compared. */
  readonly email: string;
  /**
   * The proof that the address is this person's. Absent: only the person who signed up with it says so. `vouched`: an
   * admin, the operator or the sign-in provider says so. `moved`: the owner of the account replaced an earlier address
   * by it. `lost`: another account has it now, that of the owner of the mailbox.
   */
  readonly emailStanding?: 'vouched' | 'moved' | 'lost';
  readonly username: string;
  /** The language of the user's pages; absent: that of the browser. */
  readonly language?: Language;
  /** The id of the picture in their latest avatar form. Pages show it without a further read. */
  readonly avatarId?: string;
  readonly role: Role;
  readonly isActive: boolean;
  /** Absent for a user who signs in elsewhere, or has still to choose a password. */
  readonly passwordHash?: string;
  /** True for an account that was made without a password: until it is opened, it holds nothing. */
  readonly beganUnopened?: true;
  readonly createdAt: string;
  /**
   * Ends all sessions that began under a lower number: counting up ends them at once, even while another sign-in runs.
   */
  readonly sessionEpoch?: number;
  /** Ends all API tokens that were made under a lower number. */
  readonly tokenEpoch?: number;
  /** The hash of the newest password link's id: only that link opens, once. */
  readonly passwordLinkHash?: string;
  /** The id of the one identity at a sign-in provider that opens the account; an earlier one does not. */
  readonly identityId?: string;
  /** The provider of that identity. */
  readonly identityIssuer?: string;
}

/**
 * The fields of a user that can be set; a field that is `undefined` stays as it is. An address changes by
 * `changeEmail`, because it belongs to one person only.
 */
export type UserRecordChange = {
  readonly [Name in keyof Omit<UserRecord, 'id' | 'email'>]?: UserRecord[Name] | undefined;
};

/** The further effects of a change on a user. */
export interface FurtherChange {
  readonly unset?: readonly (keyof UserRecord)[];
  readonly add?: { readonly sessionEpoch?: 1; readonly tokenEpoch?: 1 };
  readonly onlyIf?: Condition;
}

/** A new address of a user: in the form that is compared, and as they typed it. */
export interface NewAddress {
  readonly email: string;
  readonly comparable: string;
  readonly emailStanding: UserRecord['emailStanding'];
  readonly from?: FormerOwner | undefined;
}

/** The result of a change of address. */
export type EmailChange = 'changed' | 'taken' | 'outdated';

/**
 * Stores users by id and by address, which belongs to one user only, and lists all users for admins.
 *
 * | pk              | sk             | item                                     |
 * |-----------------|----------------|------------------------------------------|
 * | `USER#id`       | `USER`         | a user, with the password's hash         |
 * | `EMAIL#address` | `EMAIL`        | the owner of an address: makes it unique |
 * | `ALL`           | `USER#time#id` | the admins' list of users                |
 */
export function createUserRecords(table: Table) {
  async function find(id: string): Promise<UserRecord | undefined> {
    const item = await getItem<UserRecord & ItemKey>(table, userKey(id));
    return item && withoutKey(item);
  }

  return {
    find,

    /**
     * Finds a user by the form of the address that is compared; see `accounts/users/email.ts`. It reads twice for an
     * address without an owner too, so that the time does not reveal which addresses have one.
     */
    async findByEmail(comparableEmail: string): Promise<UserRecord | undefined> {
      const owner = await getItem<{ userId: string }>(table, emailKey(comparableEmail));
      // No user has an address as their id.
      return find(owner?.userId ?? comparableEmail);
    },

    /**
     * Adds the user and takes the address for it, both or neither. Returns `false` when the address is taken, or `from`
     * or `identity` was changed meanwhile.
     */
    async add(
      user: UserRecord,
      comparableEmail: string,
      { from, identity }: { from?: FormerOwner | undefined; identity?: IdentityRecord | undefined } = {},
    ): Promise<boolean> {
      return whenConditionHolds(() =>
        writeTogether(table, [
          ...takeAddress(comparableEmail, user.id, from),
          { put: { ...userKey(user.id), ...user }, onlyIf: isNew },
          { put: { ...listKey(user), userId: user.id } },
          ...(identity ? [giveIdentity(identity, user.id)] : []),
        ]),
      );
    },

    /**
     * Replaces `before` by `after` and gives it the identity, both or neither.
     * @returns `false` when the user or the identity was changed meanwhile
     */
    async replace(before: UserRecord, after: UserRecord, identity?: IdentityRecord): Promise<boolean> {
      return whenConditionHolds(() =>
        writeTogether(table, [
          { put: { ...userKey(after.id), ...after }, onlyIf: isUserUnchanged(before) },
          ...(identity ? [giveIdentity(identity, after.id)] : []),
        ]),
      );
    },

    /**
     * Changes a user and returns them as they are after the change.
     * @throws ConditionNotMet when there is no such user, or `onlyIf` does not hold
     */
    async change(id: string, change: UserRecordChange, further: FurtherChange = {}): Promise<UserRecord> {
      const { unset = [], add = {}, onlyIf = exists } = further;
      // `id` is set again, because DynamoDB rejects an update without an expression.
      const set = { id, ...withoutAbsent(change) };
      const update = { update: userKey(id), set, unset, add: { ...add }, onlyIf };
      return withoutKey(await updateItem<UserRecord & ItemKey>(table, update));
    },

    /** Takes a picture from its user; one who has another picture keeps that. */
    async removePicture(id: string, avatarId: string): Promise<void> {
      const isPicture = { expression: '#avatarId = :picture', values: { picture: avatarId } };
      const update = { update: userKey(id), unset: ['avatarId'], onlyIf: isPicture };
      await whenConditionHolds(() => updateItem(table, update));
    },

    /**
     * Releases a user's address and takes another one, both or neither. Does neither when another user has the new one
     * (`taken`), or when the user's own is no longer the one in `user` (`outdated`).
     */
    async changeEmail(user: UserRecord, comparableBefore: string, to: NewAddress): Promise<EmailChange> {
      const { email, comparable, emailStanding, from } = to;
      const changed = {
        update: userKey(user.id),
        set: { email, ...(emailStanding && { emailStanding }) },
        unset: emailStanding ? [] : ['emailStanding'],
        onlyIf: isUnchanged(user, ['email', 'emailStanding', 'identityId']),
      };
      // An address that was lost belongs to another user now.
      const isOwner = user.emailStanding !== 'lost';
      const ownedBefore = { expression: '#userId = :owner', values: { owner: user.id } };
      const givenBack = isOwner ? [{ remove: emailKey(comparableBefore), onlyIf: ownedBefore }] : [];
      const moved = [...takeAddress(comparable, user.id, from), ...givenBack];
      try {
        await writeTogether(table, isOwner && comparable === comparableBefore ? [changed] : [changed, ...moved]);
        return 'changed';
      } catch (error) {
        if (!(error instanceof ConditionNotMet)) throw error;
        return error.positions.includes(0) ? 'outdated' : 'taken';
      }
    },

    /** Lists users, newest first. */
    async list(limit: number, after?: string): Promise<{ users: UserRecord[]; next: string | null }> {
      const page = await queryItems<{ pk: string; sk: string; userId: string }>(table, {
        pk: 'ALL',
        prefix: 'USER#',
        limit,
        after,
      });
      const users = await Promise.all(page.items.map(({ userId }) => find(userId)));
      return { users: users.filter((user) => user !== undefined), next: page.next };
    },
  };
}

const exists: Condition = { expression: 'attribute_exists(#pk)' };

const withoutAbsent = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function withoutKey({ pk: _pk, sk: _sk, ...user }: UserRecord & ItemKey): UserRecord {
  return user;
}
