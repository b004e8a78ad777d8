import { type AttributeValue, attributeOf, typeOf } from './attribute-value.ts';
import { compareDecimals, parseDecimal } from './decimal.ts';

/** True when two values have the same type and content; members of sets have no order. */
export function areEqual(one: AttributeValue, other: AttributeValue): boolean {
  if ('S' in one) return 'S' in other && one.S === other.S;
  // Kept in one form, so that equal numbers are equal texts.
  if ('N' in one) return 'N' in other && one.N === other.N;
  if ('B' in one) return 'B' in other && one.B === other.B;
  if ('BOOL' in one) return 'BOOL' in other && one.BOOL === other.BOOL;
  if ('NULL' in one) return 'NULL' in other;
  if ('SS' in one) return 'SS' in other && haveSameMembers(one.SS, other.SS);
  if ('NS' in one) return 'NS' in other && haveSameMembers(one.NS, other.NS);
  if ('BS' in one) return 'BS' in other && haveSameMembers(one.BS, other.BS);
  if ('L' in one) return 'L' in other && areEqualLists(one.L, other.L);
  if (!('M' in other)) return false;
  const names = Object.keys(one.M);
  return (
    names.length === Object.keys(other.M).length &&
    names.every((name) => {
      const [left, right] = [attributeOf(one.M, name), attributeOf(other.M, name)];
      return left !== undefined && right !== undefined && areEqual(left, right);
    })
  );
}

/** Returns the order of two strings, numbers or binaries; undefined for types that have none, and for two types. */
export function orderOf(one: AttributeValue, other: AttributeValue): number | undefined {
  if ('N' in one && 'N' in other) return compareDecimals(parseDecimal(one.N), parseDecimal(other.N));
  if (('S' in one && 'S' in other) || ('B' in one && 'B' in other)) return Buffer.compare(bytesOf(one), bytesOf(other));
  return undefined;
}

/** Returns the bytes of a string (UTF-8) or a binary. */
export function bytesOf(value: { readonly S: string } | { readonly B: string }): Buffer {
  return 'S' in value ? Buffer.from(value.S) : Buffer.from(value.B, 'base64');
}

/** True when a string, binary, set or list contains the other value. */
export function containsValue(container: AttributeValue, part: AttributeValue): boolean {
  if ('S' in container) return 'S' in part && container.S.includes(part.S);
  if ('B' in container) return 'B' in part && bytesOf(container).includes(bytesOf(part));
  if ('SS' in container) return 'S' in part && container.SS.includes(part.S);
  if ('NS' in container) return 'N' in part && container.NS.includes(part.N);
  if ('BS' in container) return 'B' in part && container.BS.includes(part.B);
  return 'L' in container && container.L.some((value) => typeOf(value) === typeOf(part) && areEqual(value, part));
}

function haveSameMembers(one: readonly string[], other: readonly string[]): boolean {
  const members = new Set(one);
  return one.length === other.length && other.every((member) => members.has(member));
}

function areEqualLists(one: readonly AttributeValue[], other: readonly AttributeValue[]): boolean {
  return (
    one.length === other.length &&
    one.every((value, at) => {
      const opposite = other[at];
      return opposite !== undefined && areEqual(value, opposite);
    })
  );
}
