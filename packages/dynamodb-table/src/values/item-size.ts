import { type AttributeMap, type AttributeValue, attributeOf } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

/** The limit of one item, names and values. */
export const maxItemBytes = 400 * 1024;

/**
 * Returns the size of an item in bytes, by which DynamoDB limits and charges. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: AttributeMap): number {
  let bytes = 0;
  for (const name in item) {
    const value = attributeOf(item, name);
    if (value !== undefined) bytes += Buffer.byteLength(name) + valueSize(value);
  }
  return bytes;
}

/** Returns the size of one value in bytes, as the function `size` and the limits count it inside an item. */
export function valueSize(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('SS' in value) return sum(value.SS, (member) => Buffer.byteLength(member));
  if ('NS' in value) return sum(value.NS, numberSize);
  if ('BS' in value) return sum(value.BS, (member) => Buffer.byteLength(member, 'base64'));
  // 3 bytes for a list or map, and 1 for each of its values.
  if ('L' in value) return 3 + sum(value.L, (member) => 1 + valueSize(member));
  return 3 + itemSize(value.M) + Object.keys(value.M).length;
}

/** Returns 1 byte for two significant digits, 1 for the exponent, and 1 for a minus. */
function numberSize(text: string): number {
  const { digits, isNegative } = parseDecimal(text);
  return Math.ceil(digits.length / 2) + 1 + (isNegative ? 1 : 0);
}

function sum<Member>(members: readonly Member[], sizeOf: (member: Member) => number): number {
  return members.reduce((total, member) => total + sizeOf(member), 0);
}
