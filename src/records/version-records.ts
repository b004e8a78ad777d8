import { whenConditionHolds } from './condition.ts';
import { getItem, type ItemKey, isNew, putItem } from './item.ts';
import { queryPages } from './query.ts';
import type { Table } from './table.ts';

/** A version of a form: its declaration as it was. It never changes, and never expires. */
export interface VersionRecord {
  readonly form: string;
  /** The hash of the declaration. */
  readonly version: string;
  /** The format of the declaration; see `forms/form-declaration.ts`. */
  readonly format: number;
  readonly declaration: object;
  readonly firstSeenAt: string;
}

/**
 * Stores the versions of forms. Since they never change, the process remembers those that it has written or read.
 *
 * | pk          | sk             | item                                                   |
 * |-------------|----------------|--------------------------------------------------------|
 * | `FORM#slug` | `VERSION#hash` | the declaration of a form, as submissions name it      |
 */
export function createVersionRecords(table: Table) {
  const written = new Set<string>();
  const read = new Map<string, Promise<unknown>>();

  return {
    /** Writes a version unless the table has it. It calls the table once a process and version. */
    async add(record: VersionRecord): Promise<void> {
      const key = versionKey(record.form, record.version);
      const name = nameOf(key);
      if (written.has(name)) return;
      await whenConditionHolds(() => putItem(table, { ...key, ...record }, isNew));
      written.add(name);
    },

    /** Returns all stored versions of a form, the newest first. The caller must check them as those of `find`. */
    async list(form: string): Promise<(ItemKey & { readonly firstSeenAt: string })[]> {
      const found: (ItemKey & { readonly firstSeenAt: string })[] = [];
      const { pk } = versionKey(form, '');
      for await (const items of queryPages<(typeof found)[number]>(table, { pk, prefix: 'VERSION#', limit: 50 }))
        found.push(...items);
      return found.toSorted((one, other) => (one.firstSeenAt < other.firstSeenAt ? 1 : -1));
    },

    /** Returns a stored version, which the caller must check: earlier or later source may have written it. */
    find(form: string, version: string): Promise<unknown> {
      const key = versionKey(form, version);
      const name = nameOf(key);
      const reading = read.get(name) ?? getItem<unknown>(table, key);
      read.set(name, reading);
      // After an outage, and for a version that is not there yet, the next call reads again.
      const forget = () => read.delete(name);
      reading.then((found) => found ?? forget(), forget);
      return reading;
    },
  };
}

const versionKey = (form: string, version: string) => ({ pk: `FORM#${form}`, sk: `VERSION#${version}` });
const nameOf = ({ pk, sk }: ItemKey) => `${pk} ${sk}`;
