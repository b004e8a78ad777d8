import { getItem, isNew, putItem, ttlAt, updateItem } from './item.ts';
import { type Table, whenConditionHolds } from './table.ts';

/** A session at rest. Its id is the hash of what the cookie holds: the table's content opens no session. */
export interface SessionRecord {
  readonly userId: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  /** The tombstone: signed out, and no slow request can bring it back. */
  readonly endedAt?: string;
}

export type SessionRecords = ReturnType<typeof createSessionRecords>;

export function createSessionRecords(table: Table) {
  return {
    find: (idHash: string) => getItem<SessionRecord>(table, sessionKey(idHash)),

    add: (idHash: string, session: SessionRecord) =>
      putItem(table, { ...sessionKey(idHash), ...session, ttl: ttlAt(session.expiresAt) }, isNew),

    /** Moves the idle limit on. A session that was ended meanwhile stays ended. */
    async extend(idHash: string, lastUsedAt: string, expiresAt: string): Promise<void> {
      await whenConditionHolds(() =>
        updateItem(table, {
          update: sessionKey(idHash),
          set: { lastUsedAt, expiresAt, ttl: ttlAt(expiresAt) },
          onlyIf: { expression: 'attribute_exists(#pk) AND attribute_not_exists(#endedAt)' },
        }),
      );
    },

    /** Ends it for good: what stays is a tombstone until the session would have expired. */
    async end(idHash: string, endedAt: string): Promise<void> {
      await whenConditionHolds(() =>
        updateItem(table, {
          update: sessionKey(idHash),
          set: { endedAt },
          onlyIf: { expression: 'attribute_exists(#pk)' },
        }),
      );
    },
  };
}

const sessionKey = (idHash: string) => ({ pk: `SESSION#${idHash}`, sk: 'SESSION' });
