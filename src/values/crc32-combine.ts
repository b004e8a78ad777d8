/** The reflected polynomial of CRC-32. */
export const polynomial = 0xedb88320;

/**
 * Returns the CRC-32 of two stretches of bytes from the CRC-32 of each, without a second read. So the whole file's
 * checksum costs nothing when its parts' are known.
 *
 * `secondBytes` is the length of the second stretch. As `crc32_combine` in zlib 1.2.12 and later: the first is
 * multiplied by x to the power of the second's bits, modulo the polynomial.
 */
export function combineCrc32(first: number, second: number, secondBytes: number): number {
  return (multiply(xToThePowerOfBytes(secondBytes), first) ^ second) >>> 0;
}

/** Returns x^(8·bytes), by squaring. The length may exceed 32 bits, so it is halved by division. */
function xToThePowerOfBytes(bytes: number): number {
  let product = one;
  for (let square = one >>> 8, rest = bytes; rest > 0; rest = Math.floor(rest / 2), square = multiply(square, square)) {
    if (rest % 2 === 1) product = multiply(square, product);
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

/** The polynomial 1, bits reflected; `one >>> n` is x^n. */
const one = 0x80000000;
