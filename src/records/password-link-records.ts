import { getItem, putItem, ttlAt } from './item.ts';
import type { Table } from './table.ts';

/** The user of a one-time link. Its id is the hash of the link's secret; the user's record names the newest link. */
export interface PasswordLinkRecord {
  readonly userId: string;
  readonly expiresAt: string;
}

/**
 * Stores one-time links by the hash of their secret. A link is used up by a change of its user's record, and removed
 * when it expires.
 *
 * | pk                   | sk              | item                                 |
 * |----------------------|-----------------|--------------------------------------|
 * | `PASSWORD-LINK#hash` | `PASSWORD-LINK` | a one-time link to choose a password |
 */
export function createPasswordLinkRecords(table: Table) {
  return {
    find: (idHash: string) => getItem<PasswordLinkRecord>(table, linkKey(idHash)),
    add: (idHash: string, link: PasswordLinkRecord) =>
      putItem(table, { ...linkKey(idHash), ...link, ttl: ttlAt(link.expiresAt) }),
  };
}

const linkKey = (idHash: string) => ({ pk: `PASSWORD-LINK#${idHash}`, sk: 'PASSWORD-LINK' });
