import type { FullObjectAlgorithm } from './algorithm.ts';
import { crc32cPolynomial } from './crc32c.ts';
import { crc64nvmePolynomial } from './crc64nvme.ts';

interface Field {
  readonly width: bigint;
  /** Reflected: the most significant bit is the coefficient of x^0. */
  readonly polynomial: bigint;
}

const fields: Readonly<Record<FullObjectAlgorithm, Field>> = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  CRC32C: { width: 32n, polynomial: crc32cPolynomial },
  CRC64NVME: { width: 64n, polynomial: crc64nvmePolynomial },
};

/** The checksum of a part, and the part's length in bytes. */
export interface PartChecksum {
  readonly digest: Buffer;
  readonly size: number;
}

/**
 * Returns the CRC of the joined parts, from their CRCs alone: crc(AB) = crc(A)·x^(8·|B|) + crc(B), modulo the
 * polynomial. Source: M. Adler, zlib, crc32_combine (https://github.com/madler/zlib/blob/develop/crc32.c)
 */
export function combineCrcs(algorithm: FullObjectAlgorithm, parts: readonly PartChecksum[]): Buffer {
  const field = fields[algorithm];
  const shifts = new Map<number, bigint>();
  let crc = 0n;
  for (const part of parts) {
    const shift = shifts.get(part.size) ?? powerOfX(field, 8n * BigInt(part.size));
    shifts.set(part.size, shift); // nearly all parts have one size
    crc = multiply(field, crc, shift) ^ BigInt(`0x${part.digest.toString('hex')}`);
  }
  return Buffer.from(crc.toString(16).padStart(Number(field.width) / 4, '0'), 'hex');
}

/** Returns x^exponent modulo the polynomial, by squaring. */
function powerOfX(field: Field, exponent: bigint): bigint {
  let power = 1n << (field.width - 1n);
  let square = power >> 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(field, power, square);
    square = multiply(field, square, square);
  }
  return power;
}

/** Returns the product of two polynomials modulo the polynomial. */
function multiply(field: Field, a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = 1n << (field.width - 1n); bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ field.polynomial : shifted >> 1n;
  }
  return product;
}
