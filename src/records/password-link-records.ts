import { getItem, putItem, ttlAt } from './item.ts';
import type { Table } from './table.ts';

/** Where a one-time link leads. Its id is the hash of what the link holds; the user knows which one is the newest. */
export interface PasswordLinkRecord {
  readonly userId: string;
  readonly expiresAt: string;
}

/**
 * One-time links, by the hash of what they hold. They are used up by what the user remembers of them, and go when they
 * expire.
 */
export function createPasswordLinkRecords(table: Table) {
  return {
    find: (idHash: string) => getItem<PasswordLinkRecord>(table, linkKey(idHash)),
    add: (idHash: string, link: PasswordLinkRecord) =>
      putItem(table, { ...linkKey(idHash), ...link, ttl: ttlAt(link.expiresAt) }),
  };
}

const linkKey = (idHash: string) => ({ pk: `PASSWORD-LINK#${idHash}`, sk: 'PASSWORD-LINK' });
