import type { BucketResponse } from '../../../src/browser/transfer/put-bytes.ts';

/** A line to a bucket in simulated time, which requests share. Bytes of a request that is cut off are lost. */
export interface SlowLine {
  now(): number;
  /** Bytes that have left so far, also those that are lost. */
  sentBytes(): number;
  put(bytes: number, cut: AbortSignal): Promise<BucketResponse>;
  /** Lets half a second pass, and all that follows from it. */
  tick(): Promise<void>;
}

const tickMs = 500;

export function createSlowLine(bytesPerSecond: number): SlowLine {
  const open = new Map<object, { left: number; store: () => void }>();
  let now = 0;
  let sentBytes = 0;
  return {
    now: () => now,
    sentBytes: () => sentBytes,
    put: (bytes, cut) =>
      new Promise((resolve, reject) => {
        const request = { left: bytes, store: () => resolve({ status: 200, retryAfterMs: 0, code: '' }) };
        open.set(request, request);
        cut.addEventListener('abort', () => open.delete(request) && reject(cut.reason));
      }),
    async tick() {
      now += tickMs;
      const share = (bytesPerSecond * tickMs) / 1000 / open.size;
      for (const [id, request] of open) {
        const leaving = Math.min(share, request.left);
        sentBytes += leaving;
        request.left -= leaving;
        if (request.left > 0) continue;
        open.delete(id);
        request.store();
      }
      await new Promise(setImmediate);
    },
  };
}
