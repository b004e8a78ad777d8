import { maxPartsAtOnce } from '../../uploads/part-plan.ts';
import { minuteMs } from '../../values/duration.ts';

/** The bytes of a part: from `start` up to, not including, `end`. Part numbers begin at 1, as in S3. */
export function partRange(partNumber: number, partSize: number, fileSize: number): { start: number; end: number } {
  const start = (partNumber - 1) * partSize;
  return { start, end: Math.min(start + partSize, fileSize) };
}

/** The numbers of the parts that the bucket does not have, in order. */
export function missingParts(partCount: number, confirmed: { has(partNumber: number): boolean }): number[] {
  const all = Array.from({ length: partCount }, (_, index) => index + 1);
  return all.filter((partNumber) => !confirmed.has(partNumber));
}

/** How long a signed part may wait until it is sent: well within the life of its signature, which the test compares. */
export const signedAheadMs = minuteMs;

/** What a line is taken for until it is measured: slow enough that little is read before the first byte is sent. */
const assumedBytesPerSecond = 1_200_000;

/**
 * How many parts to have signed in one request: as many as the line will probably take while their signatures wait.
 * `bytesPerSecond` is 0 while it is unknown.
 */
export function signingBatch(partSize: number, bytesPerSecond: number): number {
  const bytesAhead = ((bytesPerSecond || assumedBytesPerSecond) * signedAheadMs) / 1000;
  return Math.min(maxPartsAtOnce, Math.max(1, Math.floor(bytesAhead / partSize)));
}
