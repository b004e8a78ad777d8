import { type AttributeMap, type AttributeType, type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { valueSize } from '../values/item-size.ts';
import { type Path, parsePath, printPath, valueAt } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import type { TokenReader } from './tokens.ts';

/** What a condition compares: a value of the request, the value at a path, or the size of that. */
export type Operand =
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'size'; readonly of: Operand };

/** The types that have a size, and no fixed one. */
const sized: ReadonlySet<AttributeType> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);

/** Reads one operand of a condition. */
export function parseOperand(tokens: TokenReader, placeholders: Placeholders): Operand {
  if (tokens.comes('word') && tokens.peek(1).text === '(') return parseSize(tokens, placeholders);
  if (tokens.comes('value')) return { kind: 'value', value: placeholders.valueOf(tokens.kind, tokens.take().text) };
  return { kind: 'path', path: parsePath(tokens, placeholders) };
}

/** Returns the value of an operand, or undefined when the item has none. */
export function evaluateOperand(operand: Operand, item: AttributeMap): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const value = evaluateOperand(operand.of, item);
  return value === undefined || !sized.has(typeOf(value)) ? undefined : { N: String(countOf(value)) };
}

/** Returns the type of an operand where the request alone decides it. */
export function knownTypeOf(operand: Operand): AttributeType | undefined {
  if (operand.kind === 'size') return 'N';
  return operand.kind === 'value' ? typeOf(operand.value) : undefined;
}

/** @throws DynamoDbError when the first operand is a path that is there again */
export function refuseSameOperand(
  tokens: TokenReader,
  operator: string,
  first: Operand,
  others: readonly Operand[],
): void {
  if (first.kind !== 'path') return;
  const path = printPath(first.path);
  if (others.some((other) => other.kind === 'path' && printPath(other.path) === path))
    throw tokens.error(
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        `operator: ${operator}, first operand: ${path}`,
    );
}

/** Returns the error for an operand whose type an operator does not take. */
export function wrongType(tokens: TokenReader, operator: string, type: AttributeType): Error {
  return tokens.error(
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

/** Returns the error for a function with too few or too many operands. */
export function wrongCount(tokens: TokenReader, name: string, count: number): Error {
  return tokens.error(
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

/** Reads the operands between the parentheses of a function. */
export function parseOperands(tokens: TokenReader, placeholders: Placeholders): Operand[] {
  tokens.expectSymbol('(');
  const operands = [parseOperand(tokens, placeholders)];
  while (tokens.takeSymbol(',')) operands.push(parseOperand(tokens, placeholders));
  tokens.expectSymbol(')');
  return operands;
}

const conditionFunctions = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
]);

/** `size` is the one function that gives an operand. */
function parseSize(tokens: TokenReader, placeholders: Placeholders): Operand {
  const name = tokens.take().text;
  if (name !== 'size')
    throw tokens.error(
      conditionFunctions.has(name)
        ? `The function is not allowed to be used this way in an expression; function: ${name}`
        : `Invalid function name; function: ${name}`,
    );
  const operands = parseOperands(tokens, placeholders);
  const [of] = operands;
  if (of === undefined || operands.length > 1) throw wrongCount(tokens, name, operands.length);
  const type = knownTypeOf(of);
  if (type !== undefined && !sized.has(type)) throw wrongType(tokens, name, type);
  return { kind: 'size', of };
}

/** Returns the bytes of a string or binary, and the members of a set, list or map. */
function countOf(value: AttributeValue): number {
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  if ('BS' in value) return value.BS.length;
  if ('L' in value) return value.L.length;
  return 'M' in value ? Object.keys(value.M).length : valueSize(value);
}
