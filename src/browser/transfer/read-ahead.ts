/** A part that has been read, and whose checksum its signature will bind. */
export interface ReadPart {
  readonly partNumber: number;
  readonly bytes: Blob;
  readonly crc32: number;
}

/** The parts to read. */
export interface UnreadParts {
  /** The numbers of the parts, in the order in which they are sent. */
  readonly missing: readonly number[];
  /** Reads a part of the file and computes its checksum. */
  readonly read: (partNumber: number) => Promise<ReadPart>;
  /** Returns the most parts to read before they are taken, now. */
  readonly most: () => number;
}

/** Reads parts before they are asked for. */
export interface ReadAhead {
  /** True when every part has been taken. */
  isEmpty(): boolean;
  /**
   * Resolves with all parts that have been read. It waits for so many, as far as they are left and allowed.
   *
   * @throws an error of a read; that part is read again next time.
   */
  takeAtLeast(least: number): Promise<ReadPart[]>;
  /** Takes parts back, which go before the others. They are not read again. */
  putBack(...parts: ReadPart[]): void;
}

/** The parts that are read at once: one comes from the disk while the checksum of another is computed. */
const readsAtOnce = 2;

/** Creates a read-ahead, which begins to read when parts are taken for the first time. */
export function createReadAhead({ missing, read, most }: UnreadParts): ReadAhead {
  const unread = [...missing];
  const reading = new Set<Promise<void>>();
  const done: ReadPart[] = [];
  let failure: { readonly error: unknown } | undefined;

  const readMore = () => {
    while (failure === undefined && reading.size < readsAtOnce && done.length + reading.size < most()) {
      const partNumber = unread.shift();
      if (partNumber === undefined) return;
      const reads = readOne(partNumber).finally(() => {
        reading.delete(reads);
        readMore();
      });
      reading.add(reads);
    }
  };
  const readOne = async (partNumber: number) => {
    try {
      const part = await read(partNumber);
      done.push(part);
    } catch (error) {
      unread.unshift(partNumber);
      failure = { error };
    }
  };
  const throwFailure = () => {
    if (failure === undefined) return;
    const { error } = failure;
    failure = undefined;
    throw error;
  };

  return {
    isEmpty: () => unread.length + reading.size + done.length === 0,
    async takeAtLeast(least) {
      readMore();
      while (done.length < least && reading.size > 0) await Promise.race(reading);
      if (done.length < least) throwFailure();
      const taken = done.splice(0);
      readMore();
      return taken;
    },
    putBack: (...parts) => void done.unshift(...parts),
  };
}
