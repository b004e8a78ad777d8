import { invalid } from '../dynamodb-error.ts';
import type { Condition } from '../expressions/condition.ts';
import { invalidExpression } from '../expressions/expression-error.ts';
import type { Operand } from '../expressions/operand.ts';
import type { KeyRange } from '../storage/stored-table.ts';
import { type KeyAttribute, keyAttributes, type TableSchema } from '../tables/table-schema.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { endOfPrefix, keyBytes } from '../values/key-bytes.ts';

type Bounds = Omit<KeyRange, 'hash' | 'isBackward'>;

/** One part of a key condition: the attribute, what it is compared by, and with what. */
interface Part {
  readonly name: string;
  readonly test: '=' | '<' | '<=' | '>' | '>=' | 'between' | 'begins-with';
  readonly values: readonly AttributeValue[];
}

const mirrored: Partial<Record<string, Part['test']>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * Returns the keys that a parsed KeyConditionExpression covers.
 *
 * @throws DynamoDbError when it is anything but one hash key and, at most, one range of range keys
 */
export function keyRangeOf(condition: Condition, schema: TableSchema): Bounds & Pick<KeyRange, 'hash'> {
  const parts = partsOf(condition);
  const byName = new Map(parts.map((part) => [part.name, part]));
  if (parts.length > byName.size) throw invalid('KeyConditionExpressions must only contain one condition per key');
  const [hash, range] = [byName.get(schema.hash.name), schema.range && byName.get(schema.range.name)];
  if (hash === undefined) throw invalid(`Query condition missed key schema element: ${schema.hash.name}`);
  if (parts.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  if (parts.length === 2 && range === undefined)
    throw invalid(`Query condition missed key schema element: ${schema.range?.name ?? schema.hash.name}`);
  if (hash.test !== '=') throw invalid('Query key condition not supported');
  for (const attribute of keyAttributes(schema)) checkTypes(attribute, byName.get(attribute.name));
  const [value] = hash.values;
  return { hash: value ? keyBytes(value) : Buffer.alloc(0), ...(range && boundsOf(range)) };
}

function partsOf(condition: Condition): readonly Part[] {
  switch (condition.kind) {
    case 'and':
      return [...partsOf(condition.left), ...partsOf(condition.right)];
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw invalidOperator('<>');
      if (left.kind === 'path') return [part(left, comparator, [right])];
      return [part(right, mirrored[comparator] ?? '=', [left])];
    }
    case 'between':
      return [part(condition.operand, 'between', [condition.low, condition.high])];
    case 'begins-with':
      return [part(condition.operand, 'begins-with', [condition.part])];
    case 'or':
      throw invalidOperator('OR');
    case 'not':
      throw invalidOperator('NOT');
    case 'in':
      throw invalidOperator('IN');
    case 'exists':
      throw invalidOperator('attribute_exists');
    case 'type':
      throw invalidOperator('attribute_type');
    case 'contains':
      throw invalidOperator('contains');
  }
}

function part(operand: Operand, test: Part['test'], others: readonly Operand[]): Part {
  if (operand.kind !== 'path')
    throw invalidExpression(
      'KeyConditionExpression',
      'Invalid condition in KeyConditionExpression: No key attribute specified',
    );
  const [name, ...steps] = operand.path;
  if (steps.length > 0)
    throw invalidExpression(
      'KeyConditionExpression',
      'KeyConditionExpressions cannot have conditions on nested attributes',
    );
  const values = others.map((other) => {
    if (other.kind === 'value') return other.value;
    throw invalidExpression(
      'KeyConditionExpression',
      other.kind === 'path'
        ? 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'
        : 'KeyConditionExpressions cannot contain nested operations',
    );
  });
  return { name, test, values };
}

function checkTypes({ type }: KeyAttribute, compared: Part | undefined): void {
  if (compared?.values.some((value) => typeOf(value) !== type))
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
}

function boundsOf({ test, values }: Part): Bounds {
  const [first = Buffer.alloc(0), second = first] = values.map(keyBytes);
  switch (test) {
    case '=':
      return { from: first, to: first };
    case '<':
      return { to: first, excludesTo: true };
    case '<=':
      return { to: first };
    case '>':
      return { from: first, excludesFrom: true };
    case '>=':
      return { from: first };
    case 'between':
      return { from: first, to: second };
    case 'begins-with': {
      const end = endOfPrefix(first);
      return { from: first, ...(end && { to: end, excludesTo: true }) };
    }
  }
}

function invalidOperator(operator: string): Error {
  return invalidExpression('KeyConditionExpression', `Invalid operator used in KeyConditionExpression: ${operator}`);
}
