import { invalid } from '../dynamodb-error.ts';
import { parseUpdate, type UpdateAction } from '../expressions/parse-update.ts';
import type { Path } from '../expressions/path.ts';
import { applyUpdate } from '../expressions/update.ts';
import { type Members, requiredObject, textMember } from '../request-members.ts';
import { StoredItem } from '../storage/stored-item.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { keyOfRequest } from '../tables/key.ts';
import { keyAttributes } from '../tables/table-schema.ts';
import { maxItemBytes } from '../values/item-size.ts';
import { readAttributes } from '../values/read-value.ts';
import { readPlaceholders } from './read-expressions.ts';
import { readCondition, type Write } from './write.ts';

/** A write that changes some attributes. */
export interface UpdateWrite extends Write {
  /** The places that change. */
  readonly paths: readonly Path[];
}

/** Reads the change of an item, as UpdateItem and transactions have it. */
export function readUpdate(request: Members, table: StoredTable): UpdateWrite {
  const placeholders = readPlaceholders(request, ['UpdateExpression', 'ConditionExpression']);
  const expression = textMember(request, 'UpdateExpression');
  const actions = expression === undefined ? [] : parseUpdate(expression, placeholders);
  const conditional = readCondition(request, placeholders);
  placeholders.refuseUnused();
  refuseKeyChange(table, actions);
  const key = readAttributes(requiredObject(request, 'Key'));
  return {
    table,
    key: keyOfRequest(table.schema, key),
    ...conditional,
    paths: actions.map(({ path }) => path),
    next(before) {
      const stored = StoredItem.of(applyUpdate(before?.item ?? key, actions));
      if (stored.bytes > maxItemBytes) throw invalid('Item size to update has exceeded the maximum allowed size');
      return stored;
    },
  };
}

function refuseKeyChange(table: StoredTable, actions: readonly UpdateAction[]): void {
  const key = keyAttributes(table.schema).find(({ name }) => actions.some(({ path }) => path[0] === name));
  if (key)
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${key.name}. This attribute is part of the key`,
    );
}
