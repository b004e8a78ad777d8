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
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(timer);
        removeEventListener('online', comeBack);
        signal.removeEventListener('abort', giveUp);
        then();
      };
      const comeBack = () => settle(resolve);
      const giveUp = () => settle(() => reject(signal.reason));
      const timer = setTimeout(() => navigator.onLine && settle(resolve), ms);
      if (signal.aborted) return giveUp();
      addEventListener('online', comeBack);
      signal.addEventListener('abort', giveUp);
    }),
};
