import type { Attempt } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** The line, as far as waiting is concerned. */
export interface Connection {
  isOnline(): boolean;
  /**
   * Resolves after so many milliseconds, or at once when the connection comes back. While it is gone, it takes longer.
   *
   * @throws the signal's reason when the caller gave up.
   */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Whether a request had no answer because there is no line. An answer shows that there is one. */
export function isOffline(connection: Connection, { status }: Attempt): boolean {
  return status === 0 && !connection.isOnline();
}

/** Some browsers take a line for gone that is there (VPNs, virtual machines), so that it is tried now and then. */
const offlineWaitMs = 30_000;

/** The browser's line: `navigator.onLine` and its events. */
export const browserConnection: Connection = {
  isOnline: () => navigator.onLine,
  async wait(ms, signal) {
    signal.throwIfAborted();
    const over = stopWith(signal);
    const end = () => over.abort();
    setTimeout(end, navigator.onLine ? ms : offlineWaitMs);
    addEventListener('online', end, over);
    await new Promise((resolve) => over.signal.addEventListener('abort', resolve));
    signal.throwIfAborted();
  },
};
