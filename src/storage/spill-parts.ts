import { mebibytes } from '../values/byte-size.ts';
import { maxPartCount } from '../values/s3-limits.ts';
import type { PartBuffers } from './part-buffers.ts';

/** A part of a body of unknown length. Its bytes are valid until the buffer is given back. */
export interface CutPart {
  /** The number of the part, from 1. */
  readonly number: number;
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

const firstPartBytes = mebibytes(8);
const partsOfOneSize = 1000;

/**
 * Returns the size of part `number` (from 1) of a body of unknown length. It is 8 MiB, and twice as much after every
 * 1,000 parts. The 7.8 GiB that come before the first doubling are more than a function can send in 29 seconds, so
 * memory stays at 8 MiB a part; the last parts have 4 GiB, below S3's 5, and 10,000 of them come to 7.8 TiB, so that
 * the count never ends a response.
 */
export function spillPartBytes(number: number): number {
  return firstPartBytes * 2 ** Math.floor((number - 1) / partsOfOneSize);
}

/**
 * Cuts a body into parts as it arrives, waiting for a free buffer before it reads on. Each part but the last is full.
 * The last one is marked as such, so that a body of one part need not become a multipart upload; an empty body is one
 * empty part.
 */
export async function* cutParts(
  chunks: AsyncIterable<Uint8Array>,
  buffers: PartBuffers,
): AsyncGenerator<CutPart, void, undefined> {
  let number = 1;
  let bytes = await buffers.acquire(spillPartBytes(number));
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; ) {
      if (filled === bytes.byteLength) {
        yield { number, bytes, isLast: false };
        number += 1;
        if (number > maxPartCount) throw new Error('A body is larger than all the parts that S3 takes.');
        bytes = await buffers.acquire(spillPartBytes(number));
        filled = 0;
      }
      const piece = chunk.subarray(at, at + bytes.byteLength - filled);
      bytes.set(piece, filled);
      filled += piece.byteLength;
      at += piece.byteLength;
    }
  }
  yield { number, bytes: bytes.subarray(0, filled), isLast: true };
}
