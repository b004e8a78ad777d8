import { type BucketResponse, isStored } from './put-bytes.ts';

/** The page's line to the bucket, measured by the requests that the bucket has stored. */
export interface Line {
  /** Sends a request of so many bytes and measures it. */
  measure(bytes: number, send: () => Promise<BucketResponse>): Promise<BucketResponse>;
  /** Returns the most bytes that may be on their way at once: a reload loses them. */
  allowance(): number;
}

/** The bytes at risk on every line: a part of the usual size, and small files beside it. */
const leastAllowance = 8_000_000;

/** The seconds of sending that a reload may cost on a faster line. */
const secondsAtRisk = 20;

/** The stored bytes that measure a line; fewer may have passed faster than those that follow. */
const leastMeasured = 1_000_000;

/** The share of the past that counts after one more request. */
const memory = 0.75;

/**
 * Creates a line that is not measured yet. Only stored bytes count: bytes on their way may fill a buffer somewhere,
 * which makes each line look fast at first.
 */
export function createLine(now: () => number): Line {
  let open = 0;
  let since = 0;
  let bytes = 0;
  let ms = 0;
  return {
    async measure(size, send) {
      if (open++ === 0) since = now();
      const response = await send().finally(() => open--);
      if (isStored(response)) {
        const at = now();
        bytes = memory * bytes + size;
        ms = memory * ms + at - since;
        since = at;
      }
      return response;
    },
    allowance() {
      const isMeasured = bytes >= leastMeasured;
      return isMeasured ? Math.max(leastAllowance, (bytes / Math.max(ms, 1)) * 1000 * secondsAtRisk) : leastAllowance;
    },
  };
}
