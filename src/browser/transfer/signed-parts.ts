import type { SignedRequest } from './app-client.ts';
import { createReadAhead, type ReadPart } from './read-ahead.ts';

/** A part that may be sent now. */
export interface PartToSend extends ReadPart {
  readonly request: SignedRequest;
}

/** The source of parts. */
export interface PartSource {
  /** The numbers of the parts to send, in order. */
  readonly missing: readonly number[];
  /** Reads a part of the file and computes its checksum. */
  readonly read: (partNumber: number) => Promise<ReadPart>;
  /** Has parts signed, all in one request. */
  readonly sign: (parts: readonly ReadPart[]) => Promise<PartToSend[]>;
  /** Returns the most parts to sign at once, now. */
  readonly batch: () => number;
  /** A steady clock in milliseconds, and the longest time on it that a signature may lie unused. */
  readonly now: () => number;
  readonly freshForMs: number;
}

/** Hands out signed parts, each to one sender. */
export interface SignedPartQueue {
  /** Resolves with the next part; `undefined` when none is left to begin. */
  next(): Promise<PartToSend | undefined>;
  /** Takes back a part that could not be sent: it is signed again, before the others. */
  putBack(part: ReadPart): void;
}

/** The stock of signed parts that lasts while the app signs the next. */
const enoughSigned = 4;

/** A request signs at least one part for so many signed before, also where the line is faster. */
const signedForEach = 4;

/**
 * Reads parts ahead and has them signed shortly before they are sent. When few signed ones are left, one request signs
 * all that were read. So the first part leaves early, later requests serve many parts, and on a slow connection no
 * signature grows stale.
 */
export function createSignedPartQueue(source: PartSource): SignedPartQueue {
  const ahead = createReadAhead({ missing: source.missing, read: source.read, most: source.batch });
  const signed: { part: PartToSend; signedAt: number }[] = [];
  let signing: Promise<void> | undefined;
  let signedCount = 0;

  const signBatch = async () => {
    const read = await ahead.takeAtLeast(Math.max(1, Math.floor(signedCount / signedForEach)));
    if (read.length === 0) return;
    try {
      const signedAt = source.now();
      for (const part of await source.sign(read)) signed.push({ part, signedAt });
      signedCount += read.length;
    } catch (error) {
      ahead.putBack(...read);
      throw error;
    }
  };
  const signMore = () => {
    signing ??= signBatch().finally(() => {
      signing = undefined;
    });
    return signing;
  };
  const keepStock = () => {
    if (ahead.isEmpty() || signed.length >= Math.min(enoughSigned, source.batch() / 2)) return;
    // If it fails, the lane that needs a part next tries again and reports the error.
    signMore().then(keepStock, () => {});
  };

  return {
    async next() {
      for (;;) {
        const oldest = signed.shift();
        if (oldest === undefined) {
          if (ahead.isEmpty() && signing === undefined) return undefined;
          await signMore();
        } else if (source.now() - oldest.signedAt > source.freshForMs) {
          ahead.putBack(oldest.part);
        } else {
          keepStock();
          return oldest.part;
        }
      }
    },
    putBack: (part) => ahead.putBack(part),
  };
}
