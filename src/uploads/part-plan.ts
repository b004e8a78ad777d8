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

/** The least size of parts in versions that did not store it. Their uploads may be under way during an update. */
const formerPartBytes = mebibytes(16);

/** Returns the plan of a new upload: the smallest parts, in whole MiB, that are not too many for S3. */
export function planParts(size: number): PartPlan {
  return planWith(size, leastPartSize(size, maxSinglePutBytes));
}

/** Returns the plan of an upload that has begun. Its parts keep their size when a newer version plans others. */
export function planOf({ size, partSize }: { readonly size: number; readonly partSize?: number }): PartPlan {
  return planWith(size, partSize ?? leastPartSize(size, formerPartBytes));
}

function planWith(size: number, partSize: number): PartPlan {
  return { partSize, partCount: Math.ceil(size / partSize) };
}

function leastPartSize(size: number, leastBytes: number): number {
  return Math.max(leastBytes, Math.ceil(size / maxPartCount / mebibytes(1)) * mebibytes(1));
}

/** Returns the size that part `partNumber` (from 1) of a file must have. */
export function sizeOfPart({ partSize, partCount }: PartPlan, size: number, partNumber: number): number {
  return partNumber < partCount ? partSize : size - partSize * (partCount - 1);
}
