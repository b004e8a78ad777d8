import { DynamoDbError, InvalidItem, invalid } from '../dynamodb-error.ts';
import { type Condition, holds } from '../expressions/condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import type { Placeholders } from '../expressions/placeholders.ts';
import { type Members, requiredObject, textMember, wordMember } from '../request-members.ts';
import { StoredItem } from '../storage/stored-item.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { type Key, keyOfItem, keyOfRequest } from '../tables/key.ts';
import type { AttributeMap } from '../values/attribute-value.ts';
import { maxItemBytes } from '../values/item-size.ts';
import { readAttributes } from '../values/read-value.ts';
import { readPlaceholders } from './read-expressions.ts';

/** One write of a request, before the item is looked at. */
export interface Write {
  readonly table: StoredTable;
  readonly key: Key;
  readonly condition?: Condition;
  /** True when a failed condition answers with the item. */
  readonly showsOnFailure: boolean;
  /** Returns the item after the write, or undefined when there is none. */
  readonly next: (before: StoredItem | undefined) => StoredItem | undefined;
  /** True for a write that only checks its condition. */
  readonly isCheck?: boolean;
}

/** A write whose condition holds. */
export interface PlannedWrite extends Write {
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

/** The parameters of writes that came before expressions, and are refused. */
export const legacyWriteParameters = ['Expected', 'ConditionalOperator', 'AttributeUpdates'];

/** Reads the write of an item, as PutItem and transactions have it. */
export function readPut(request: Members, table: StoredTable): Write {
  const placeholders = readPlaceholders(request, ['ConditionExpression']);
  const item = readAttributes(requiredObject(request, 'Item'));
  const conditional = readCondition(request, placeholders);
  placeholders.refuseUnused();
  return { ...putOf(table, item), ...conditional };
}

/** Returns the write of an item without a condition. */
export function putOf(table: StoredTable, item: AttributeMap): Write {
  const key = keyOfItem(table.schema, item);
  const stored = StoredItem.of(item);
  if (stored.bytes > maxItemBytes) throw new InvalidItem('Item size has exceeded the maximum allowed size');
  return { table, key, showsOnFailure: false, next: () => stored };
}

/** Reads the removal of an item, as DeleteItem and transactions have it. */
export function readDelete(request: Members, table: StoredTable): Write {
  const placeholders = readPlaceholders(request, ['ConditionExpression']);
  const conditional = readCondition(request, placeholders);
  placeholders.refuseUnused();
  return { table, key: readKey(request, table), ...conditional, next: () => undefined };
}

/** Reads the check of an item in a transaction. */
export function readCheck(request: Members, table: StoredTable): Write {
  if (textMember(request, 'ConditionExpression') === undefined)
    throw invalid('The ConditionExpression of a ConditionCheck must not be null');
  return { ...readDelete(request, table), next: (before) => before, isCheck: true };
}

export function readKey(request: Members, table: StoredTable): Key {
  return keyOfRequest(table.schema, readAttributes(requiredObject(request, 'Key')));
}

/** Reads the condition of a write, and whether its failure shows the item. */
export function readCondition(
  request: Members,
  placeholders: Placeholders,
): Pick<Write, 'condition' | 'showsOnFailure'> {
  const expression = textMember(request, 'ConditionExpression');
  const shown = wordMember(request, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']);
  return {
    ...(expression !== undefined && { condition: parseCondition('ConditionExpression', expression, placeholders) }),
    showsOnFailure: shown === 'ALL_OLD',
  };
}

/**
 * Looks at the item of a write, and changes nothing.
 *
 * @throws DynamoDbError ConditionalCheckFailedException, or ValidationException for an update that does not fit
 */
export function planWrite(write: Write): PlannedWrite {
  const { table, key, condition, next } = write;
  const before = table.get(key);
  if (condition && !holds(condition, before?.item ?? {}))
    throw new DynamoDbError(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      write.showsOnFailure && before ? { Item: before.item } : {},
    );
  return { ...write, before, after: next(before) };
}

/** Carries out a planned write. */
export function carryOut({ table, key, before, after, isCheck }: PlannedWrite): void {
  if (isCheck) return;
  if (after) table.put(key, after);
  else if (before) table.delete(key);
}

/** Returns the bytes by which a write is charged. */
export function chargedBytes({ before, after }: PlannedWrite): number {
  return Math.max(before?.bytes ?? 0, after?.bytes ?? 0);
}
