import { mebibytes } from '../values/byte-size.ts';
import { maxPartCount } from '../values/s3-limits.ts';

/**
 * The largest file that goes in one request, and the part of a larger one: what a broken connection costs. S3 takes no
 * part below 5 MiB. The client says the SHA-256 of such a file beforehand, and the URL accepts those bytes only: a
 * browser can hash only a blob that it holds in memory, which this size permits even on a phone.
 */
export const maxSinglePutBytes = mebibytes(6);

/** The most parts that one request may have signed. */
export const maxPartsAtOnce = 100;

/** The cut of a file: all parts have one size, and the last holds the rest. */
export interface PartPlan {
  readonly partSize: number;
  readonly partCount: number;
}

/**
 * Returns the plan with the smallest parts, in whole MiB, that fit S3's maximum number of parts. No part is smaller
 * than a single PUT.
 */
export function planParts(size: number): PartPlan {
  const needed = Math.ceil(size / maxPartCount / mebibytes(1)) * mebibytes(1);
  const partSize = Math.max(maxSinglePutBytes, needed);
  return { partSize, partCount: Math.ceil(size / partSize) };
}

/** Returns the size that part `partNumber` (from 1) of a file must have. */
export function sizeOfPart({ partSize, partCount }: PartPlan, size: number, partNumber: number): number {
  return partNumber < partCount ? partSize : size - partSize * (partCount - 1);
}
