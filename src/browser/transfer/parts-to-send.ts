import { maxPartsAtOnce } from '../../uploads/part-plan.ts';
import { minuteMs } from '../../values/duration.ts';

/** Returns the range of a part: from `start` up to, not including, `end`. Part numbers begin at 1, as in S3. */
export function partRange(partNumber: number, partSize: number, fileSize: number): { start: number; end: number } {
  const start = (partNumber - 1) * partSize;
  return { start, end: Math.min(start + partSize, fileSize) };
}

/**
 * Returns the numbers of the parts that the bucket does not have, in the order of sending. The last part is the
 * smallest, so it goes first: nothing measures the line sooner.
 */
export function missingParts(partCount: number, confirmed: { has(partNumber: number): boolean }): number[] {
  const all = Array.from({ length: partCount }, (_, index) => index || partCount);
  return all.filter((partNumber) => !confirmed.has(partNumber));
}

/**
 * The longest wait between signing and sending a part: well within the life of its signature, which the test compares.
 */
export const signedAheadMs = minuteMs;

/** The assumed speed until it is measured: slow enough that little is read before the first byte is sent. */
const assumedBytesPerSecond = 1_200_000;

/**
 * Returns the number of parts to sign in one request. It is as many as the connection will probably send while their
 * signatures wait. `bytesPerSecond` is 0 while it is unknown.
 */
export function signingBatch(partSize: number, bytesPerSecond: number): number {
  const bytesAhead = ((bytesPerSecond || assumedBytesPerSecond) * signedAheadMs) / 1000;
  return Math.min(maxPartsAtOnce, Math.max(1, Math.floor(bytesAhead / partSize)));
}
