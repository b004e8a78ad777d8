import { polynomial } from './crc32.ts';

/**
 * The CRC-32 of two stretches of bytes from the CRC-32 of each, without reading them again: so that the whole file's
 * checksum costs nothing when its parts' are known.
 *
 * `secondBytes` is the length of the second stretch. As `crc32_combine` in zlib 1.2.12 and later: the first is
 * multiplied by x to the power of the second's bits, modulo the polynomial.
 */
export function combineCrc32(first: number, second: number, secondBytes: number): number {
  return (multiply(xToThePowerOfBytes(secondBytes), first) ^ second) >>> 0;
}

/** x^(8·bytes). The length may exceed 32 bits, so it is halved by division. */
function xToThePowerOfBytes(bytes: number): number {
  let product = one;
  // x^8 is the first power that a byte needs: x^(2^3).
  for (let power = 3, rest = bytes; rest > 0; rest = Math.floor(rest / 2), power++) {
    if (rest % 2 === 1) product = multiply(squares[power % 32] ?? one, product);
  }
  return product;
}

/** Multiplies two polynomials over GF(2), bits reflected. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? (b >>> 1) ^ polynomial : b >>> 1;
  }
  return product;
}

/** The polynomial 1, bits reflected. */
const one = 0x80000000;

/** x^(2^n) for n from 0 to 31, where the powers begin anew. */
const squares = [one >>> 1];
for (let n = 1; n < 32; n++) squares.push(multiply(squares[n - 1] ?? one, squares[n - 1] ?? one));
