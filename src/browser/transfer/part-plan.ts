/** The bytes of a part: from `start` up to, not including, `end`. Part numbers begin at 1, as in S3. */
export function partRange(partNumber: number, partSize: number, fileSize: number): { start: number; end: number } {
  const start = (partNumber - 1) * partSize;
  return { start, end: Math.min(start + partSize, fileSize) };
}

/** The numbers of the parts that the bucket does not have, in order. */
export function missingParts(partCount: number, confirmed: { has(partNumber: number): boolean }): number[] {
  const missing: number[] = [];
  for (let partNumber = 1; partNumber <= partCount; partNumber++) {
    if (!confirmed.has(partNumber)) missing.push(partNumber);
  }
  return missing;
}

/** The most parts that one request may ask signatures for. */
const largestBatch = 100;

/** How long a signed part may wait until it is sent: well within the 300 s that a signed URL lives. */
export const signedAheadMs = 60_000;

/**
 * How many parts to have signed in one request: as many as the line will probably take while their signatures wait. As
 * long as the speed is unknown, one for each of the parallel requests.
 */
export function signingBatch(partSize: number, bytesPerSecond: number, parallel: number): number {
  if (bytesPerSecond === 0) return parallel;
  return Math.min(largestBatch, Math.max(1, Math.floor((bytesPerSecond * signedAheadMs) / 1000 / partSize)));
}
