import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Memory {
  readonly nowBytes: number;
  readonly peakBytes: number;
}

/**
 * Measures the memory of this process every few milliseconds. A reply has the present value, and the peak
 * since the last reply.
 */
export function memoryWatch(): () => Memory {
  let peakBytes = 0;
  const look = () => {
    const nowBytes = process.memoryUsage.rss();
    peakBytes = Math.max(peakBytes, nowBytes);
    return nowBytes;
  };
  setInterval(look, 5).unref();
  return () => {
    const memory = { nowBytes: look(), peakBytes };
    peakBytes = memory.nowBytes;
    return memory;
  };
}

/** Collects garbage, so that the rest is memory in use. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  // The type of what V8 calls `gc`.
  const collect: () => void = runInNewContext('gc');
  collect();
}
