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

/** Creates a read-ahead, which reads one part after the other, from when parts are taken for the first time. */
export function createReadAhead({ missing, read, most }: UnreadParts): ReadAhead {
  const unread = [...missing];
  const done: ReadPart[] = [];
  let reading: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const readMore = () => {
    if (reading !== undefined || failure !== undefined || done.length >= most()) return;
    const partNumber = unread.shift();
    if (partNumber === undefined) return;
    reading = readOne(partNumber).finally(() => {
      reading = undefined;
      readMore();
    });
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

  return {
    isEmpty: () => unread.length + done.length === 0 && reading === undefined,
    async takeAtLeast(least) {
      readMore();
      while (done.length < least && reading !== undefined) await reading;
      if (failure !== undefined && done.length < least) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      const taken = done.splice(0);
      readMore();
      return taken;
    },
    putBack: (...parts) => void done.unshift(...parts),
  };
}
