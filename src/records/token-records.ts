import type { Role, Scope } from '../accounts/roles.ts';
import { whenConditionHolds } from './condition.ts';
import { getItem, type ItemKey, isNew, removeItem, ttlAt, updateItem, writeTogether } from './item.ts';
import { queryPages } from './query.ts';
import type { Table } from './table.ts';

/** A stored API token. Its id is the hash of the token: the table's content gives no access. */
export interface TokenRecord {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly scope: Scope;
  /** The user's `tokenEpoch` when the token was made. */
  readonly epoch: number;
  /** The role of its user when the token was made: the token never has more rights. Absent on older tokens. */
  readonly madeAs?: Role;
  readonly createdAt: string;
  /** Absent for a token that does not expire. */
  readonly expiresAt?: string;
  readonly lastUsedAt?: string;
}

/** The fields that decide if a token is still valid; its list item holds them too. */
export type TokenLimits = Pick<TokenRecord, 'epoch' | 'expiresAt'>;

/** A form that makes one token, even when it is sent again, until `expiresAt`. */
export interface TokenForm {
  readonly idempotencyKey: string;
  readonly expiresAt: string;
}

type ListItem = ItemKey & TokenLimits & { readonly id: string };

/** The number of tokens in one request. */
const pageSize = 50;

/**
 * Stores API tokens by their hash, and lists those of a user.
 *
 * | pk                 | sk              | item                                             |
 * |--------------------|-----------------|--------------------------------------------------|
 * | `TOKEN#hash of it` | `TOKEN`         | an API token                                     |
 * | `USER#id`          | `TOKEN#hash`    | the user's list of tokens                        |
 * | `USER#id`          | `TOKENFORM#key` | marks the form with this key as used for a token |
 */
export function createTokenRecords(table: Table) {
  /** Removes a token of this user. The item in the user's list proves that it is theirs. */
  async function remove(userId: string, id: string): Promise<boolean> {
    const owned = await getItem(table, listKey(userId, id));
    if (owned === undefined) return false;
    // The token first: should the second call fail, the token is invalid, and the next try removes the rest.
    await removeItem(table, tokenKey(id));
    await removeItem(table, listKey(userId, id));
    return true;
  }

  return {
    find: (id: string) => getItem<TokenRecord>(table, tokenKey(id)),

    /**
     * Adds a token and marks its form as used, both or neither. Returns `false` when the form has made a token before,
     * unless its mark has expired.
     */
    async add(token: TokenRecord, form?: TokenForm): Promise<boolean> {
      const ttl = token.expiresAt && { ttl: ttlAt(token.expiresAt) };
      const used = form && { ...formKey(token.userId, form), ttl: ttlAt(form.expiresAt) };
      return whenConditionHolds(() =>
        writeTogether(table, [
          { put: { ...tokenKey(token.id), ...token, ...ttl }, onlyIf: isNew },
          { put: { ...listKey(token.userId, token.id), ...listed(token), ...ttl } },
          ...(used ? [{ put: used, onlyIf: isNew }] : []),
        ]),
      );
    },

    /** Undoes `add`, so that the form can make its token later. */
    async undoAdd({ userId, id }: TokenRecord, form?: TokenForm): Promise<void> {
      await remove(userId, id);
      if (form) await removeItem(table, formKey(userId, form));
    },

    /** Notes a use of a token; a token that was revoked meanwhile stays revoked. */
    async use(id: string, lastUsedAt: string): Promise<void> {
      const onlyIf = { expression: 'attribute_exists(#pk)' };
      await whenConditionHolds(() => updateItem(table, { update: tokenKey(id), set: { lastUsedAt }, onlyIf }));
    },

    remove,

    /** Counts the tokens of a user that are `isLive`. It reads the list alone, without the tokens themselves. */
    async count(userId: string, isLive: (token: TokenLimits) => boolean): Promise<number> {
      let count = 0;
      for await (const items of queryPages<ListItem>(table, listQuery(userId))) count += items.filter(isLive).length;
      return count;
    },

    /** Lists all tokens of a user, also those that are no longer valid. The folder `accounts/` limits their number. */
    async list(userId: string): Promise<TokenRecord[]> {
      const tokens: TokenRecord[] = [];
      for await (const items of queryPages<ListItem>(table, listQuery(userId))) {
        const found = await Promise.all(items.map(({ id }) => getItem<TokenRecord>(table, tokenKey(id))));
        tokens.push(...found.filter((token) => token !== undefined));
      }
      return tokens;
    },
  };
}

const listed = ({ id, epoch, expiresAt }: TokenRecord) => ({ id, epoch, ...(expiresAt && { expiresAt }) });
const listQuery = (userId: string) => ({ pk: `USER#${userId}`, prefix: 'TOKEN#', limit: pageSize });
const tokenKey = (id: string) => ({ pk: `TOKEN#${id}`, sk: 'TOKEN' });
const formKey = (userId: string, { idempotencyKey }: TokenForm) => ({
  pk: `USER#${userId}`,
  sk: `TOKENFORM#${idempotencyKey}`,
});
const listKey = (userId: string, id: string) => ({ pk: `USER#${userId}`, sk: `TOKEN#${id}` });
