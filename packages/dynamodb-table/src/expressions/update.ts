import { invalid } from '../dynamodb-error.ts';
import { type AttributeMap, type AttributeValue, attributeOf, draftMap } from '../values/attribute-value.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '../values/decimal.ts';
import type { UpdateAction, UpdateOperand } from './parse-update.ts';
import { type Path, valueAt } from './path.ts';

/** The new value at a path; without a value the path is removed. */
interface Change {
  readonly path: Path;
  readonly value?: AttributeValue;
}

type Steps = readonly (string | number)[];

/**
 * Returns the item after an update. All actions read the item as it was.
 *
 * @throws DynamoDbError when a value is missing, has the wrong type, or has no place
 */
export function applyUpdate(item: AttributeMap, actions: readonly UpdateAction[]): AttributeMap {
  const changes = actions.map((action) => changeOf(item, action));
  const draft = draftMap(item);
  // Removals last, from the end of each list: an index means the list as it was.
  const [values, removals] = [changes.filter(({ value }) => value), changes.filter(({ value }) => !value)];
  for (const { path, value } of values.toSorted(byIndexes)) if (value) placeIn(draft, path, value);
  for (const { path } of removals.toSorted((one, other) => byIndexes(other, one))) {
    // An element that was not there stays, should it have been appended now.
    removeFrom(valueAt(item, path) === undefined ? draftMap(item) : draft, path);
  }
  return draft;
}

function changeOf(item: AttributeMap, action: UpdateAction): Change {
  const { path } = action;
  const before = valueAt(item, path);
  switch (action.kind) {
    case 'set':
      return { path, value: evaluate(action.to, item) };
    case 'remove':
      return { path };
    case 'add':
      return { path, value: before === undefined ? action.value : added(before, action.value) };
    case 'delete': {
      const value = before && without(before, action.value);
      return value === undefined ? { path } : { path, value };
    }
  }
}

function evaluate(operand: UpdateOperand, item: AttributeMap): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path': {
      const value = valueAt(item, operand.path);
      if (value === undefined)
        throw invalid('The provided expression refers to an attribute that does not exist in the item');
      return value;
    }
    case 'if-not-exists':
      return valueAt(item, operand.path) ?? evaluate(operand.otherwise, item);
    case 'list-append': {
      const [left, right] = [evaluate(operand.left, item), evaluate(operand.right, item)];
      if (!('L' in left) || !('L' in right)) throw wrongOperand();
      return { L: [...left.L, ...right.L] };
    }
    case 'plus':
    case 'minus': {
      const [left, right] = [evaluate(operand.left, item), evaluate(operand.right, item)];
      if (!('N' in left) || !('N' in right)) throw wrongOperand();
      const term = parseDecimal(right.N);
      return {
        N: formatDecimal(addDecimals(parseDecimal(left.N), operand.kind === 'plus' ? term : negateDecimal(term))),
      };
    }
  }
}

function added(before: AttributeValue, value: AttributeValue): AttributeValue {
  if ('N' in before && 'N' in value)
    return { N: formatDecimal(addDecimals(parseDecimal(before.N), parseDecimal(value.N))) };
  if ('SS' in before && 'SS' in value) return { SS: [...new Set([...before.SS, ...value.SS])] };
  if ('NS' in before && 'NS' in value) return { NS: [...new Set([...before.NS, ...value.NS])] };
  if ('BS' in before && 'BS' in value) return { BS: [...new Set([...before.BS, ...value.BS])] };
  throw wrongOperand();
}

/** Returns the set without the members, or undefined when none are left. */
function without(before: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const rest = (members: readonly string[], gone: readonly string[]) =>
    members.filter((member) => !gone.includes(member));
  let set: AttributeValue;
  if ('SS' in before && 'SS' in value) set = { SS: rest(before.SS, value.SS) };
  else if ('NS' in before && 'NS' in value) set = { NS: rest(before.NS, value.NS) };
  else if ('BS' in before && 'BS' in value) set = { BS: rest(before.BS, value.BS) };
  else throw wrongOperand();
  return Object.values(set)[0]?.length === 0 ? undefined : set;
}

function placeIn(draft: Record<string, AttributeValue>, [name, ...steps]: Path, value: AttributeValue): void {
  draft[name] = placed(attributeOf(draft, name), steps, value);
}

function placed(container: AttributeValue | undefined, [step, ...below]: Steps, value: AttributeValue): AttributeValue {
  if (step === undefined) return value;
  if (container !== undefined && typeof step === 'number' && 'L' in container) {
    const list = [...container.L];
    // Beyond its end a list grows by one.
    const at = Math.min(step, list.length);
    list[at] = placed(list[at], below, value);
    return { L: list };
  }
  if (container !== undefined && typeof step === 'string' && 'M' in container) {
    const map = draftMap(container.M);
    map[step] = placed(attributeOf(map, step), below, value);
    return { M: map };
  }
  throw invalid('The document path provided in the update expression is invalid for update');
}

function removeFrom(draft: Record<string, AttributeValue>, [name, ...steps]: Path): void {
  const container = attributeOf(draft, name);
  if (steps.length === 0) delete draft[name];
  else draft[name] = removed(container, steps);
}

function removed(container: AttributeValue | undefined, [step, ...below]: Steps): AttributeValue {
  if (container !== undefined && typeof step === 'number' && 'L' in container) {
    const member = container.L[step];
    if (below.length === 0) return { L: container.L.filter((_, at) => at !== step) };
    return { L: container.L.with(step, removed(member, below)) };
  }
  if (container !== undefined && typeof step === 'string' && 'M' in container) {
    const map = draftMap(container.M);
    if (below.length === 0) delete map[step];
    else map[step] = removed(attributeOf(map, step), below);
    return { M: map };
  }
  throw invalid('The document path provided in the update expression is invalid for update');
}

/** Sorts paths; in one list the smaller index comes first. */
function byIndexes(one: Change, other: Change): number {
  for (const [at, step] of one.path.entries()) {
    const opposite = other.path[at];
    if (opposite === undefined) return 1;
    if (typeof step === 'number' && typeof opposite === 'number' && step !== opposite) return step - opposite;
    if (step !== opposite) return step < opposite ? -1 : 1;
  }
  return 0;
}

function wrongOperand(): Error {
  return invalid('An operand in the update expression has an incorrect data type');
}
