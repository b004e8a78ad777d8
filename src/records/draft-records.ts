import { getItem, putItem, ttlAt } from './item.ts';
import type { Table } from './table.ts';

/**
 * The values of a form that a user has filled in and not sent, kept while the user is elsewhere. A draft never changes;
 * the next step makes a new one.
 */
export interface DraftRecord {
  readonly id: string;
  readonly userId: string;
  readonly form: string;
  /** The version of the form that was filled in; absent in drafts from before there were versions. */
  readonly formVersion?: string;
  /** The values, encoded as by an HTML form. */
  readonly post: string;
  readonly expiresAt: string;
}

/**
 * Stores drafts by id. They are removed when they expire.
 *
 * | pk         | sk      | item                                       |
 * |------------|---------|--------------------------------------------|
 * | `DRAFT#id` | `DRAFT` | the values of a form that was not sent yet |
 */
export function createDraftRecords(table: Table) {
  return {
    find: (id: string) => getItem<DraftRecord>(table, draftKey(id)),
    add: (draft: DraftRecord) => putItem(table, { ...draftKey(draft.id), ...draft, ttl: ttlAt(draft.expiresAt) }),
  };
}

const draftKey = (id: string) => ({ pk: `DRAFT#${id}`, sk: 'DRAFT' });
