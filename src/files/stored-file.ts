import type { FileRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';

declare const verified: unique symbol;

/**
 * A file that the bucket itself has confirmed. Only `confirmStored` makes one, so code that records an unverified file
 * does not compile.
 */
export type StoredFile = FileRecord & { readonly [verified]: true };

/**
 * Returns the stored file when the key still holds the checked bytes. Call it right before accepting a submission.
 * @returns `undefined` when they are gone or have changed
 */
export async function confirmStored(bucket: Bucket, upload: UploadRecord): Promise<StoredFile | undefined> {
  const wasChecked = upload.state === 'complete' || upload.state === 'attached';
  if (!wasChecked || upload.etag === undefined) return undefined;
  const object = await bucket.head(upload.key);
  if (object?.etag !== upload.etag || object.size !== upload.size) return undefined;
  if (object.unsignedHeaders.length > 0) return undefined;
  // The brand exists at compile time only, as a mark of the checks above.
  return toFileRecord(upload) as StoredFile;
}

/** Returns the file of a checked upload, as its submission stores it. */
export function toFileRecord(upload: UploadRecord): FileRecord {
  const { id, key, filename, contentType, size, sha256 = null, crc32 = null, charset } = upload;
  return { id, key, filename, contentType, size, sha256, crc32, ...(charset !== undefined && { charset }) };
}
