import { mebibytes } from '../../values/byte-size.ts';
import { base64 } from './base64.ts';
import { crc32 } from './crc32.ts';

/** The bytes of one read: few enough that the page stays responsive between two reads. */
const readBytes = mebibytes(4);

/**
 * Returns the CRC-32 of a file or a slice of one, in constant memory.
 *
 * @throws DOMException when the file is no longer readable, also because it changed since it was chosen; the signal's
 * reason when the caller has cancelled.
 */
export type Crc32OfBlob = (blob: Blob, signal: AbortSignal) => Promise<number>;

/** Computes it where it is called. The next bytes are read while the checksum of these is computed. */
export const crc32OfBlob: Crc32OfBlob = async (blob, signal) => {
  const read = (at: number) => {
    const bytes = blob.slice(at, at + readBytes).arrayBuffer();
    // After an error or a pause, its result is of no interest.
    bytes.catch(() => {});
    return bytes;
  };
  let crc = 0;
  let next = read(0);
  for (let at = 0; at < blob.size; at += readBytes) {
    signal.throwIfAborted();
    const bytes = await next;
    next = read(at + readBytes);
    crc = crc32(new Uint8Array(bytes), crc);
  }
  return crc;
};

/**
 * Returns the SHA-256 of a blob, base64. It reads the blob as a whole: for files that go in one request, and for
 * pieces.
 */
export async function sha256OfBlob(blob: Blob): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
}
