import { type AttributeType, attributeTypes } from '../values/attribute-value.ts';
import type { Condition } from './condition.ts';
import { knownTypeOf, type Operand, parseOperands, refuseSameOperand, wrongCount, wrongType } from './operand.ts';
import type { Placeholders } from './placeholders.ts';
import type { TokenReader } from './tokens.ts';

/** The functions that are conditions, with the number of their operands. */
const operandCounts: ReadonlyMap<string, number> = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
]);

const containers: ReadonlySet<AttributeType> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L']);
const texts: ReadonlySet<AttributeType> = new Set(['S', 'B']);

/** Reads a function that is a condition, such as `begins_with(a, :b)`. */
export function parseConditionFunction(tokens: TokenReader, placeholders: Placeholders): Condition {
  const name = tokens.take().text;
  const count = operandCounts.get(name);
  if (count === undefined) throw notHere(tokens, name);
  const operands = parseOperands(tokens, placeholders);
  const [operand, second] = operands;
  if (operand === undefined || operands.length !== count) throw wrongCount(tokens, name, operands.length);
  if (second === undefined) return exists(tokens, name, operand);
  if (name === 'attribute_type') return hasType(tokens, operand, second);
  refuseSameOperand(tokens, name, operand, [second]);
  if (name === 'contains') {
    refuseOtherTypes(tokens, name, containers, [operand]);
    return { kind: 'contains', operand, part: second };
  }
  refuseOtherTypes(tokens, name, texts, [operand, second]);
  return { kind: 'begins-with', operand, part: second };
}

function notHere(tokens: TokenReader, name: string): Error {
  if (name !== 'if_not_exists' && name !== 'list_append')
    return tokens.error(`Invalid function name; function: ${name}`);
  const expression = tokens.kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return tokens.error(`The function is not allowed in a ${expression}; function: ${name}`);
}

function exists(tokens: TokenReader, name: string, operand: Operand): Condition {
  if (operand.kind !== 'path')
    throw tokens.error(`Operator or function requires a document path; operator or function: ${name}`);
  const condition: Condition = { kind: 'exists', path: operand.path };
  return name === 'attribute_exists' ? condition : { kind: 'not', condition };
}

function hasType(tokens: TokenReader, operand: Operand, second: Operand): Condition {
  if (second.kind !== 'value' || !('S' in second.value))
    throw wrongType(tokens, 'attribute_type', knownTypeOf(second) ?? 'M');
  const type = second.value.S;
  if (!attributeTypes.some((known) => known === type))
    throw tokens.error(`Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
  return { kind: 'type', operand, type };
}

function refuseOtherTypes(
  tokens: TokenReader,
  name: string,
  allowed: ReadonlySet<AttributeType>,
  operands: readonly Operand[],
): void {
  for (const type of operands.map(knownTypeOf))
    if (type !== undefined && !allowed.has(type)) throw wrongType(tokens, name, type);
}
