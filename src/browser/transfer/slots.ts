/** A limited number of slots for concurrent work. */
export interface Slots {
  /**
   * Does the work when a slot is free. The lowest `order` goes first: a file that was chosen first is done first.
   *
   * @throws an error of the work, or the signal's reason when the caller cancelled before its turn.
   */
  use<Result>(order: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** Creates slots: the page has one set of them, which all its uploads share. */
export function createSlots(count: number): Slots {
  const queue: { order: number; enter: () => void }[] = [];
  let free = count;

  const admit = () => {
    for (; free > 0 && queue.length > 0; free--) queue.shift()?.enter();
  };

  return {
    async use(order, signal, work) {
      await new Promise<void>((enter) => {
        queue.push({ order, enter });
        queue.sort((a, b) => a.order - b.order);
        admit();
      });
      try {
        // A waiter that has cancelled passes the slot on at once.
        signal.throwIfAborted();
        return await work();
      } finally {
        free++;
        admit();
      }
    },
  };
}
