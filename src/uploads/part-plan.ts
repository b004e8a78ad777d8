import { mebibytes } from '../values/byte-size.ts';
import { maxPartCount } from '../values/s3-limits.ts';

/**
 * Up to this size a file goes in one request, its SHA-256 said beforehand, and the URL accepts those bytes only: a
 * browser can hash only what it holds in memory, and this much it holds without trouble, on a phone too. What is larger
 * goes in parts, so that a broken line costs one part and not the file.
 */
export const maxSinglePutBytes = mebibytes(16);

/** The most parts that one request may ask signatures for. */
export const maxPartsAtOnce = 100;

/** How a file is cut: all parts of one size, the last with what is left. */
export interface PartPlan {
  readonly partSize: number;
  readonly partCount: number;
}

/** The smallest parts, in whole MiB and no smaller than a single PUT, that fit the file into S3's number of parts. */
export function planParts(size: number): PartPlan {
  const needed = Math.ceil(size / maxPartCount / mebibytes(1)) * mebibytes(1);
  const partSize = Math.max(maxSinglePutBytes, needed);
  return { partSize, partCount: Math.ceil(size / partSize) };
}

/** The size that part `partNumber` (from 1) of a file must have. */
export function sizeOfPart({ partSize, partCount }: PartPlan, size: number, partNumber: number): number {
  return partNumber < partCount ? partSize : size - partSize * (partCount - 1);
}
