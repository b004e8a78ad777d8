/** A number of things that may happen at once. */
export interface Slots {
  /**
   * Does the work when a slot is free. The lowest `order` goes first: a file that was chosen first is done first.
   *
   * @throws what the work throws, or the signal's reason when the caller gave up while waiting.
   */
  use<Result>(order: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  readonly order: number;
  readonly enter: () => void;
}

/** Makes slots: the page has one set of them, which all its uploads share. */
export function createSlots(count: number): Slots {
  let free = count;
  const queue: Waiting[] = [];

  const take = (order: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting: Waiting = { order, enter };
      const behind = queue.findIndex((other) => other.order > order);
      queue.splice(behind === -1 ? queue.length : behind, 0, waiting);
      signal.addEventListener('abort', leave, { once: true });
      admit();
    });

  const admit = () => {
    while (free > 0 && queue.length > 0) {
      free--;
      queue.shift()?.enter();
    }
  };

  return {
    async use(order, signal, work) {
      signal.throwIfAborted();
      await take(order, signal);
      try {
        signal.throwIfAborted();
        return await work();
      } finally {
        free++;
        admit();
      }
    },
  };
}
