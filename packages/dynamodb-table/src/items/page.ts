import { readUnits } from '../consumed-capacity.ts';
import { type Condition, holds } from '../expressions/condition.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { keyAttributesOf } from '../tables/key.ts';
import type { TableSchema } from '../tables/table-schema.ts';
import type { Projection } from './read-item.ts';

/** The most that the items of a page have together, before the filter. */
const maxPageBytes = 1024 * 1024;

/** What a page of a query or scan is made by. */
export interface PageRules {
  readonly schema: TableSchema;
  readonly limit: number;
  readonly filter: Condition | undefined;
  /** Returns the attributes to answer with; absent for a page that is counted only. */
  readonly cut?: Projection;
  readonly isConsistent: boolean;
}

/** A page, in the words of the response, and the units that it used. */
export interface Page {
  readonly members: Readonly<Record<string, unknown>>;
  readonly units: number;
}

/** Reads items until the page is full by number or size. */
export function readPage(stored: Iterable<StoredItem>, rules: PageRules): Page {
  const items: ReturnType<Projection>[] = [];
  let [scanned, count, bytes] = [0, 0, 0];
  let last: StoredItem | undefined;
  let isFull = false;
  for (const item of stored) {
    isFull = bytes + item.bytes > maxPageBytes;
    if (isFull) break;
    scanned += 1;
    bytes += item.bytes;
    last = item;
    if (rules.filter === undefined || holds(rules.filter, item.item)) {
      count += 1;
      if (rules.cut) items.push(rules.cut(item));
    }
    if (scanned === rules.limit) break;
  }
  return {
    members: {
      ...(rules.cut && { Items: items }),
      Count: count,
      ScannedCount: scanned,
      ...((isFull || scanned === rules.limit) &&
        last && { LastEvaluatedKey: keyAttributesOf(rules.schema, last.item) }),
    },
    units: readUnits(bytes, rules.isConsistent ? 'strong' : 'eventual'),
  };
}
