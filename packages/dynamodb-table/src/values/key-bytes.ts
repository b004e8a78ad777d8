import { type AttributeValue, typeOf } from './attribute-value.ts';
import { bytesOf } from './compare-values.ts';
import { parseDecimal } from './decimal.ts';

/** The bytes that stand before a negative number, zero, and a positive number. */
const [negative, neutral, positive] = [0, 1, 2];
/** Makes the exponents from -130 to 125 one byte. */
const exponentBias = 130;

/**
 * Returns the bytes that a key is kept as. Compared byte by byte they have the order of DynamoDB: UTF-8 for strings, the
 * bytes of a binary, and the value of a number.
 */
export function keyBytes(value: AttributeValue): Buffer {
  if ('S' in value || 'B' in value) return bytesOf(value);
  if ('N' in value) return numberBytes(value.N);
  throw new TypeError(`A key cannot be ${typeOf(value)}.`);
}

/** Returns the first bytes after all that start with these, or undefined when none do. */
export function endOfPrefix(prefix: Buffer): Buffer | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last === -1) return undefined;
  const end = Buffer.from(prefix.subarray(0, last + 1));
  end.writeUInt8(end.readUInt8(last) + 1, last);
  return end;
}

function numberBytes(text: string): Buffer {
  const { isNegative, digits, exponent } = parseDecimal(text);
  if (digits === '') return Buffer.of(neutral);
  const magnitude = Buffer.concat([Buffer.of(exponent + exponentBias), Buffer.from(digits)]);
  if (!isNegative) return Buffer.concat([Buffer.of(positive), magnitude]);
  // Turned round, and ended by the greatest byte: -1.23 comes before -1.2.
  const inverted = magnitude.map((byte) => 0xff - byte);
  return Buffer.concat([Buffer.of(negative), inverted, Buffer.of(0xff)]);
}
