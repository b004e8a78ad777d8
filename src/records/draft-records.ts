import { getItem, putItem, ttlAt } from './item.ts';
import type { Table } from './table.ts';

/**
 * What somebody has filled in and not sent yet: kept while they are elsewhere. Never changed; the next step makes a new
 * one.
 */
export interface DraftRecord {
  readonly id: string;
  readonly userId: string;
  readonly form: string;
  /** As an HTML form encodes it. */
  readonly post: string;
  readonly expiresAt: string;
}

/** Drafts, by id. They go when they expire. */
export function createDraftRecords(table: Table) {
  return {
    find: (id: string) => getItem<DraftRecord>(table, draftKey(id)),
    add: (draft: DraftRecord) => putItem(table, { ...draftKey(draft.id), ...draft, ttl: ttlAt(draft.expiresAt) }),
  };
}

const draftKey = (id: string) => ({ pk: `DRAFT#${id}`, sk: 'DRAFT' });
