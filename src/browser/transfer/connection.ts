/** The line, as far as waiting is concerned. */
export interface Connection {
  isOnline(): boolean;
  /**
   * Resolves after so many milliseconds, at once when the connection comes back, and never while it is gone.
   *
   * @throws the signal's reason when the caller gave up.
   */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The browser's line: `navigator.onLine` and its events. */
export const browserConnection: Connection = {
  isOnline: () => navigator.onLine,
  async wait(ms, signal) {
    signal.throwIfAborted();
    const over = new AbortController();
    await new Promise<void>((resolve, reject) => {
      setTimeout(() => navigator.onLine && resolve(), ms);
      addEventListener('online', () => resolve(), over);
      signal.addEventListener('abort', () => reject(signal.reason), over);
    }).finally(() => over.abort());
  },
};
