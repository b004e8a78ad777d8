import { type AttributeMap, typeOf } from '../values/attribute-value.ts';
import { areEqual, bytesOf, containsValue, orderOf } from '../values/compare-values.ts';
import { evaluateOperand, type Operand } from './operand.ts';
import type { Path } from './path.ts';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition or filter, after parsing. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: string }
  | { readonly kind: 'begins-with' | 'contains'; readonly operand: Operand; readonly part: Operand };

/** True when the item, or an empty one in place of a missing one, meets the condition. */
export function holds(condition: Condition, item: AttributeMap): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.condition, item);
    case 'compare':
      return compares(condition.comparator, condition.left, condition.right, item);
    case 'between':
      return (
        compares('>=', condition.operand, condition.low, item) &&
        compares('<=', condition.operand, condition.high, item)
      );
    case 'in':
      return condition.list.some((member) => compares('=', condition.operand, member, item));
    case 'exists':
      return evaluateOperand({ kind: 'path', path: condition.path }, item) !== undefined;
    case 'type': {
      const value = evaluateOperand(condition.operand, item);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins-with':
      return beginsWith(condition.operand, condition.part, item);
    case 'contains': {
      const [container, part] = [evaluateOperand(condition.operand, item), evaluateOperand(condition.part, item)];
      return container !== undefined && part !== undefined && containsValue(container, part);
    }
  }
}

/** Returns the names of the attributes that a condition reads. */
export function attributesOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...attributesOf(condition.left), ...attributesOf(condition.right)];
    case 'not':
      return attributesOf(condition.condition);
    case 'compare':
      return [condition.left, condition.right].flatMap(attributeIn);
    case 'between':
      return [condition.operand, condition.low, condition.high].flatMap(attributeIn);
    case 'in':
      return [condition.operand, ...condition.list].flatMap(attributeIn);
    case 'exists':
      return [condition.path[0]];
    case 'type':
      return attributeIn(condition.operand);
    case 'begins-with':
    case 'contains':
      return [condition.operand, condition.part].flatMap(attributeIn);
  }
}

function attributeIn(operand: Operand): readonly string[] {
  if (operand.kind === 'size') return attributeIn(operand.of);
  return operand.kind === 'path' ? [operand.path[0]] : [];
}

function compares(comparator: Comparator, left: Operand, right: Operand, item: AttributeMap): boolean {
  const [one, other] = [evaluateOperand(left, item), evaluateOperand(right, item)];
  // A missing value equals none, not even a missing one, and has no order.
  if (one === undefined || other === undefined) return comparator === '<>';
  if (comparator === '=') return areEqual(one, other);
  if (comparator === '<>') return !areEqual(one, other);
  const order = orderOf(one, other);
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

function beginsWith(operand: Operand, part: Operand, item: AttributeMap): boolean {
  const [value, prefix] = [evaluateOperand(operand, item), evaluateOperand(part, item)];
  if (value === undefined || prefix === undefined) return false;
  if ('S' in value) return 'S' in prefix && value.S.startsWith(prefix.S);
  if (!('B' in value) || !('B' in prefix)) return false;
  const start = bytesOf(prefix);
  return bytesOf(value).subarray(0, start.length).equals(start);
}
