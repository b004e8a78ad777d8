import type { RequestOutcome } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** The network connection, as far as waiting depends on it. */
export interface Connection {
  isOnline(): boolean;
  /**
   * Resolves after so many milliseconds, or at once when the connection comes back. While it is gone, the wait is
   * longer.
   *
   * @throws the signal's reason when the caller has cancelled.
   */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** True when a request had no response because the browser is offline. */
export function isOffline(connection: Connection, { status }: RequestOutcome): boolean {
  return status === 0 && !connection.isOnline();
}

/** Some browsers report "offline" wrongly (VPNs, virtual machines), so that a request is tried now and then. */
const offlineWaitMs = 30_000;

/** The browser's connection: `navigator.onLine` and its events. */
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
