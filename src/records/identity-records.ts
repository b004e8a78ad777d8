import { hashOf } from '../hash.ts';
import { whenConditionHolds } from './condition.ts';
import { getItem, isNew, putItem } from './item.ts';
import type { Table } from './table.ts';

/** Whom a sign-in provider means: issuer and subject together name a person for ever (OpenID Connect Core, 5.7). */
export function createIdentityRecords(table: Table) {
  return {
    async find(issuer: string, subject: string): Promise<string | undefined> {
      const identity = await getItem<{ userId: string }>(table, identityKey(issuer, subject));
      return identity?.userId;
    },

    /** `false` when that identity belongs to somebody already. */
    add: (issuer: string, subject: string, userId: string): Promise<boolean> =>
      whenConditionHolds(() => putItem(table, { ...identityKey(issuer, subject), issuer, subject, userId }, isNew)),
  };
}

/** Hashed, because both together may be longer than a key, and so that no text of one can look like the other. */
function identityKey(issuer: string, subject: string) {
  return { pk: `IDENTITY#${hashOf(JSON.stringify([issuer, subject]))}`, sk: 'IDENTITY' };
}
