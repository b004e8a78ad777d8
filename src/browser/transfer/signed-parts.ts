import type { SignedRequest } from './app-client.ts';

/** A part that may be sent now. */
export interface PartToSend {
  readonly partNumber: number;
  readonly bytes: Blob;
  readonly crc32: number;
  readonly request: SignedRequest;
}

/** A part that has been read, and whose checksum its signature will bind. */
export type ReadPart = Omit<PartToSend, 'request'>;

/** The source of parts. */
export interface PartSource {
  /** The numbers of the parts to send, in order. */
  readonly missing: readonly number[];
  /** Reads a part of the file and computes its checksum. */
  readonly read: (partNumber: number) => Promise<ReadPart>;
  /** Has parts signed, all in one request. */
  readonly sign: (parts: readonly ReadPart[]) => Promise<PartToSend[]>;
  /** Returns the number of parts to sign at once, now. */
  readonly batch: () => number;
  /** A steady clock in milliseconds, and the longest time on it that a signature may lie unused. */
  readonly now: () => number;
  readonly freshForMs: number;
}

/** Hands out signed parts, each to one sender. */
export interface SignedPartQueue {
  /** Resolves with the next part; `undefined` when none is left to begin. */
  next(): Promise<PartToSend | undefined>;
  /** Takes back a part that could not be sent: it is read and signed again, before the others. */
  putBack(partNumber: number): void;
}

/** The parts of the first batch, which nothing is sent before. */
const firstBatch = 2;

/** The parts of a batch for each one signed before: they are read while those are sent. */
const batchGrowth = 3;

/**
 * Reads and signs parts shortly before they are sent, in batches, and at most one batch ahead. One request to the app
 * serves many parts on a fast connection; on a slow one no signature grows stale. Batches begin small, so that the first
 * part leaves early.
 */
export function createSignedPartQueue(source: PartSource): SignedPartQueue {
  const waiting = [...source.missing];
  const signed: { part: PartToSend; signedAt: number }[] = [];
  let signing: Promise<void> | undefined;
  let signedCount = 0;

  const signBatch = async () => {
    const numbers = waiting.splice(0, Math.min(source.batch(), Math.max(firstBatch, batchGrowth * signedCount)));
    try {
      const read: ReadPart[] = [];
      for (const partNumber of numbers) read.push(await source.read(partNumber));
      const signedAt = source.now();
      for (const part of await source.sign(read)) signed.push({ part, signedAt });
      signedCount += numbers.length;
    } catch (error) {
      waiting.unshift(...numbers);
      throw error;
    }
  };
  const signMore = () => {
    signing ??= signBatch().finally(() => {
      signing = undefined;
    });
    return signing;
  };

  return {
    async next() {
      for (;;) {
        const oldest = signed.shift();
        if (oldest === undefined) {
          if (waiting.length === 0 && signing === undefined) return undefined;
          await signMore();
        } else if (source.now() - oldest.signedAt > source.freshForMs) {
          waiting.push(oldest.part.partNumber);
        } else {
          // This prepares the next batch while the current one is sent. If it fails, the lane that needs a part next
          // tries again and reports the error.
          if (waiting.length > 0 && signed.length < source.batch() / 2) signMore().catch(() => {});
          return oldest.part;
        }
      }
    },
    putBack: (partNumber) => void waiting.unshift(partNumber),
  };
}
