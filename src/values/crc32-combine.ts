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

/** Returns x^(8·bytes). The length may exceed 32 bits, so it is halved by division. */
function xToThePowerOfBytes(bytes: number): number {
  let product = one;
  let square = 0;
  for (let at = 0; bytes > 0; bytes = Math.floor(bytes / 2)) {
    square = squares[at++] ??= multiply(square, square);
    if (bytes & 1) product = multiply(square, product);
  }
  return product;
}

/** Multiplies two polynomials over GF(2), bits reflected. */
function multiply(a: number, b: number): number {
  let product = 0;
  // In a signed number, the sign is the coefficient of 1.
  for (a |= 0; a; a <<= 1) {
    if (a < 0) product ^= b;
    b = (b >>> 1) ^ (-(b & 1) & polynomial);
  }
  return product;
}

/** The polynomial 1, bits reflected; `one >>> n` is x^n. */
const one = 0x80000000;
/** The powers x^(8·2^n), each the square of the one before, as far as they were needed. */
const squares = [one >>> 8];
