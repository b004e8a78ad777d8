import { Problem } from '../problems/problem.ts';
import type { Bucket, StoredObject } from '../storage/bucket.ts';

/** The bytes of one stored object, to be read in ranges. */
export interface StoredBytes {
  readonly size: number;
  /** Bytes `start` to `end` (exclusive), as far as there are any. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/**
 * Calls a function with the bytes of an object, all from the version that `object` describes.
 *
 * @returns the result of the function, or a problem when the object was removed or replaced before the function ended
 * @throws BucketUnavailable
 */
export async function inspectBytes<Finding>(
  bucket: Bucket,
  key: string,
  object: StoredObject,
  inspect: (bytes: StoredBytes) => Promise<Finding>,
): Promise<Finding | Problem> {
  let hasChanged = false;
  const beginnings = new Map<number, Promise<Uint8Array>>();
  const readRange = async (start: number, end: number) => {
    // A range that begins behind the last byte is an error to S3 (416).
    if (start >= end) return new Uint8Array();
    const bytes = await bucket.readRange(key, object.etag, start, end);
    hasChanged ||= bytes === undefined;
    return bytes ?? new Uint8Array();
  };
  const finding = await inspect({
    size: object.size,
    read(start, end) {
      const last = Math.min(end, object.size);
      if (start > 0) return readRange(start, last);
      // Several checks read the beginning, and each range there is fetched once.
      const bytes = beginnings.get(last) ?? readRange(0, last);
      beginnings.set(last, bytes);
      return bytes;
    },
  });
  return hasChanged ? notThereYet() : finding;
}

/** Returns the problem of bytes that may still arrive, while the upload stays pending. */
export function notThereYet(): Problem {
  return new Problem('not-there-yet', 'file-not-there-yet', { uploadState: 'pending' });
}
