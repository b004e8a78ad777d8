import { setTimeout } from 'node:timers/promises';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { callTable, type Table, TransactionConflict } from './table.ts';

/** The partition and sort key of an item, both as the tables in `*-records.ts` list them. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** One write of a transaction, without the table's name. */
export type Write =
  | { readonly put: Record<string, unknown> & ItemKey; readonly onlyIf?: Condition }
  | { readonly remove: ItemKey; readonly onlyIf?: Condition }
  /** Changes nothing, and keeps the others from being written when the condition does not hold. */
  | { readonly check: ItemKey; readonly onlyIf: Condition }
  | Update;

/** Attributes to set, to remove and to add a number to, on one item. */
export interface Update {
  readonly update: ItemKey;
  readonly set?: Record<string, unknown>;
  /** Attributes to set where the item has none. */
  readonly setIfAbsent?: Record<string, unknown>;
  readonly unset?: readonly string[];
  readonly add?: Record<string, number>;
  readonly onlyIf?: Condition;
}

/** A condition: `#name` stands for an attribute, `:name` for a value. The expression defines the names. */
export interface Condition {
  readonly expression: string;
  readonly values?: Record<string, unknown>;
}

/** Returns the value of a `ttl` attribute: DynamoDB removes the item some time after it. */
export const ttlAt = (time: string): number => Math.ceil(Date.parse(time) / 1000);

/** The condition that no item with this key exists yet. */
export const isNew: Condition = { expression: 'attribute_not_exists(#pk)' };

/** Returns the item, read consistently, or `undefined`. The caller, which also writes it, names its shape. */
export async function getItem<Item>(table: Table, key: ItemKey): Promise<Item | undefined> {
  const response = await callTable(() =>
    table.documents.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true })),
  );
  return response.Item as Item | undefined;
}

/**
 * Writes an item, replacing one with the same key.
 * @throws ConditionNotMet when `onlyIf` does not hold
 */
export async function putItem(
  table: Table,
  item: Record<string, unknown> & ItemKey,
  onlyIf?: Condition,
): Promise<void> {
  await callTable(() =>
    table.documents.send(new PutCommand({ TableName: table.name, Item: item, ...conditionInput(onlyIf) })),
  );
}

/** Removes an item; a missing item is no error. */
export async function removeItem(table: Table, key: ItemKey): Promise<void> {
  await callTable(() => table.documents.send(new DeleteCommand({ TableName: table.name, Key: key })));
}

/**
 * Writes all items or none. Two transactions on the same items at the same moment make DynamoDB cancel one of them;
 * that one is tried again, and then finds its conditions as the other has left them.
 * @throws ConditionNotMet naming the positions of the writes whose condition failed
 */
export async function writeTogether(table: Table, writes: readonly Write[], triesLeft = 5): Promise<void> {
  const TransactItems = writes.map((write) => toTransactItem(table.name, write));
  try {
    await callTable(() => table.documents.send(new TransactWriteCommand({ TransactItems })));
  } catch (error) {
    if (!(error instanceof TransactionConflict) || triesLeft <= 1) throw error;
    await setTimeout(20 + Math.random() * 100);
    await writeTogether(table, writes, triesLeft - 1);
  }
}

/** Updates one item and returns it as it is after the update. */
export async function updateItem<Item>(table: Table, update: Update): Promise<Item> {
  const input = updateInput(table.name, update);
  const response = await callTable(() =>
    table.documents.send(new UpdateCommand({ ...input, ReturnValues: 'ALL_NEW' })),
  );
  return response.Attributes as Item;
}

function toTransactItem(TableName: string, write: Write) {
  if ('put' in write) return { Put: { TableName, Item: write.put, ...conditionInput(write.onlyIf) } };
  if ('check' in write) return { ConditionCheck: { TableName, Key: write.check, ...requiredCondition(write.onlyIf) } };
  if ('remove' in write) return { Delete: { TableName, Key: write.remove, ...conditionInput(write.onlyIf) } };
  return { Update: updateInput(TableName, write) };
}

function updateInput(TableName: string, { update, set = {}, setIfAbsent = {}, unset = [], add = {}, onlyIf }: Update) {
  const toSet = { ...set, ...setIfAbsent };
  const clauses = [
    clause('SET', Object.keys(toSet), (name) =>
      name in setIfAbsent ? `#${name} = if_not_exists(#${name}, :${name})` : `#${name} = :${name}`,
    ),
    clause('REMOVE', unset, (name) => `#${name}`),
    clause('ADD', Object.keys(add), (name) => `#${name} :${name}`),
  ];
  const UpdateExpression = clauses.filter(Boolean).join(' ');
  const condition = conditionInput(onlyIf);
  const values = { ...condition.ExpressionAttributeValues, ...withColons(toSet), ...withColons(add) };
  return {
    TableName,
    Key: update,
    UpdateExpression,
    ...condition,
    ExpressionAttributeNames: { ...condition.ExpressionAttributeNames, ...namesIn(UpdateExpression) },
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  } satisfies UpdateCommandInput;
}

function clause(verb: string, names: readonly string[], write: (name: string) => string): string {
  return names.length > 0 ? `${verb} ${names.map(write).join(', ')}` : '';
}

interface ConditionInput {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

function conditionInput(condition: Condition | undefined): ConditionInput {
  return condition ? requiredCondition(condition) : {};
}

function requiredCondition(condition: Condition) {
  return {
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: namesIn(condition.expression),
    ...(Object.keys(condition.values ?? {}).length > 0 && {
      ExpressionAttributeValues: withColons(condition.values ?? {}),
    }),
  };
}

function namesIn(expression: string): Record<string, string> {
  return Object.fromEntries((expression.match(/#\w+/g) ?? []).map((name) => [name, name.slice(1)]));
}

function withColons(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));
}
