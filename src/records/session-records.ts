import { whenConditionHolds } from './condition.ts';
import { getItem, isNew, ttlAt, updateItem, writeTogether } from './item.ts';
import { queryPages } from './query.ts';
import type { Table } from './table.ts';

/** A stored session. Its id is the hash of the id in the cookie: the table's content opens no session. */
export interface SessionRecord {
  readonly userId: string;
  /** The user's `sessionEpoch` at the beginning of the session. */
  readonly epoch: number;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  /** The browser, system and network address of the last use, in words. */
  readonly device: string;
  readonly address: string;
  /** The end of a signed-out session, which is a tombstone then: no slow request can bring it back. */
  readonly endedAt?: string;
}

/** The fields that a use of a session updates now and then. */
export type SessionUse = Pick<SessionRecord, 'lastUsedAt' | 'expiresAt' | 'device' | 'address'>;

/**
 * The number of sessions in a list, more than a user needs. Older ones are not shown, and end with the others by the
 * user's `sessionEpoch`. Expired sessions do not count.
 */
const maxListed = 50;

/**
 * Stores sessions by the hash of their id, and lists those of a user.
 *
 * | pk                       | sk                  | item                                                   |
 * |--------------------------|---------------------|--------------------------------------------------------|
 * | `SESSION#hash of its id` | `SESSION`           | a session, or the tombstone of one that was signed out |
 * | `USER#id`                | `SESSION#time#hash` | the user's list of sessions                            |
 */
export function createSessionRecords(table: Table) {
  return {
    find: (idHash: string) => getItem<SessionRecord>(table, sessionKey(idHash)),

    /** Adds a session, and its item in the user's list. `endsAt` is the latest time at which it can still be in use. */
    add: (idHash: string, session: SessionRecord, endsAt: string) =>
      writeTogether(table, [
        { put: { ...sessionKey(idHash), ...session, ttl: ttlAt(session.expiresAt) }, onlyIf: isNew },
        { put: { ...listKey(session.userId, session.createdAt, idHash), idHash, ttl: ttlAt(endsAt) } },
      ]),

    /** Extends the idle limit. A session that was ended meanwhile stays ended. */
    async extend(idHash: string, use: SessionUse): Promise<void> {
      await whenConditionHolds(() =>
        updateItem(table, {
          update: sessionKey(idHash),
          set: { ...use, ttl: ttlAt(use.expiresAt) },
          onlyIf: { expression: 'attribute_exists(#pk) AND attribute_not_exists(#endedAt)' },
        }),
      );
    },

    /**
     * Ends a session of this user for good; a tombstone stays until the session would have expired. Returns `false`
     * when the session is not theirs.
     */
    async end(idHash: string, userId: string, endedAt: string): Promise<boolean> {
      return whenConditionHolds(() =>
        updateItem(table, {
          update: sessionKey(idHash),
          set: { endedAt },
          onlyIf: { expression: '#userId = :userId', values: { userId } },
        }),
      );
    },

    /**
     * Lists the sessions of a user that `isWanted`, newest first. Tombstones and expired sessions stay in the list for
     * days, and hide no others.
     */
    async list(
      userId: string,
      isWanted: (session: SessionRecord) => boolean,
    ): Promise<(SessionRecord & { idHash: string })[]> {
      const query = { pk: `USER#${userId}`, prefix: 'SESSION#', limit: maxListed };
      const wanted: (SessionRecord & { idHash: string })[] = [];
      for await (const items of queryPages<{ pk: string; sk: string; idHash: string }>(table, query)) {
        const found = await Promise.all(
          items.map(async ({ idHash }) => {
            const session = await getItem<SessionRecord>(table, sessionKey(idHash));
            return session && { ...session, idHash };
          }),
        );
        wanted.push(...found.filter((session) => session !== undefined).filter(isWanted));
        if (wanted.length >= maxListed) break;
      }
      return wanted.slice(0, maxListed);
    },
  };
}

const sessionKey = (idHash: string) => ({ pk: `SESSION#${idHash}`, sk: 'SESSION' });
const listKey = (userId: string, createdAt: string, idHash: string) => ({
  pk: `USER#${userId}`,
  sk: `SESSION#${createdAt}#${idHash}`,
});
