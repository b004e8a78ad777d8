import { readUnits } from '../consumed-capacity.ts';
import { type Condition, holds } from '../expressions/condition.ts';
import type { StoredItem } from '../storage/stored-table.ts';
import { keyAttributesOf } from '../tables/key.ts';
import type { TableSchema } from '../tables/table-schema.ts';
import type { AttributeMap } from '../values/attribute-value.ts';

/** The most that the items of a page have together, before the filter. */
const maxPageBytes = 1024 * 1024;

/** What a page of a query or scan is made by. */
export interface PageRules {
  readonly schema: TableSchema;
  readonly limit: number;
  readonly filter: Condition | undefined;
  /** Returns the attributes to answer with; absent for a page that is counted only. */
  readonly cut?: (item: AttributeMap) => AttributeMap;
  readonly isConsistent: boolean;
}

/** A page, in the words of the response, and the units that it used. */
export interface Page {
  readonly members: Readonly<Record<string, unknown>>;
  readonly units: number;
}

/** Reads items until the page is full by number or size. */
export function readPage(stored: Iterable<StoredItem>, rules: PageRules): Page {
  const items: AttributeMap[] = [];
  let [scanned, count, bytes] = [0, 0, 0];
  let last: AttributeMap | undefined;
  let isFull = false;
  for (const { item, bytes: itemBytes } of stored) {
    isFull = bytes + itemBytes > maxPageBytes;
    if (isFull) break;
    scanned += 1;
    bytes += itemBytes;
    last = item;
    if (rules.filter === undefined || holds(rules.filter, item)) {
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
      ...((isFull || scanned === rules.limit) && last && { LastEvaluatedKey: keyAttributesOf(rules.schema, last) }),
    },
    units: readUnits(bytes, rules.isConsistent ? 'strong' : 'eventual'),
  };
}
