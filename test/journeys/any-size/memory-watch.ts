import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Memory {
  readonly nowBytes: number;
  readonly peakBytes: number;
}

/**
 * Looks at the memory of this process every few milliseconds. The answer tells what it is, and the most that it was
 * since the last answer.
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

/** Takes away what nobody holds any more: what is left then is what is held. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  // The type of what V8 calls `gc`.
  const collect: () => void = runInNewContext('gc');
  collect();
}
