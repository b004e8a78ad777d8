/** A limited number of slots for concurrent requests. */
export interface Slots {
  /**
   * Does the work when there is a slot for it and its bytes. The smallest file goes first, and of files of one size the
   * first.
   *
   * @throws an error of the work, or the signal's reason when the caller cancelled before its turn.
   */
  use<Result>(work: SlotWork, doIt: () => Promise<Result>): Promise<Result>;
}

/** Work that waits for a slot. */
export interface SlotWork {
  /** The size of the file: small files go before large ones. */
  readonly fileSize: number;
  /** The bytes of the request. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/**
 * Creates slots: the page has one set of them, which all its uploads share. `allowance` returns the most bytes that may
 * be on their way; one request may always be.
 */
export function createSlots(count: number, allowance: () => number): Slots {
  const queue: (SlotWork & { enter: () => void })[] = [];
  let busy = 0;
  let onTheWay = 0;

  const fits = (bytes: number) => busy === 0 || (busy < count && onTheWay + bytes <= allowance());
  const admit = () => {
    let isFull = false;
    for (const next of [...queue]) {
      isFull ||= !fits(next.bytes);
      // Cancelled work leaves the queue at once, and passes its slot on.
      if (isFull && !next.signal.aborted) continue;
      queue.splice(queue.indexOf(next), 1);
      occupy(next.bytes);
      next.enter();
    }
  };
  const occupy = (bytes: number) => {
    busy++;
    onTheWay += bytes;
  };

  return {
    async use(work, doIt) {
      const { bytes, signal } = work;
      await new Promise<void>((enter) => {
        queue.push({ ...work, enter });
        queue.sort((a, b) => a.fileSize - b.fileSize);
        signal.addEventListener('abort', admit);
        admit();
      });
      try {
        signal.throwIfAborted();
        return await doIt();
      } finally {
        busy--;
        onTheWay -= bytes;
        admit();
      }
    },
  };
}
