import { type Message, message } from '../messages/message.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { StoredObject } from '../storage/bucket.ts';

/**
 * Compares the stored object with the claimed size and checksums.
 *
 * @param crc32 the client's own CRC-32 of the whole file (base64), where it said one at completion
 * @returns a message for the person when they differ, `undefined` when they agree
 */
export function compareWithClaim(
  upload: UploadRecord,
  object: StoredObject,
  crc32: string | undefined,
): Message | undefined {
  if (object.size !== upload.size) return message('size-differs', { bytes: upload.size, arrivedBytes: object.size });
  const [header] = object.unsignedHeaders;
  if (header !== undefined) return message('header-unsigned', { header });
  if (object.contentType !== upload.contentType) return message('type-differs');
  const isOther =
    differs(upload.claimedSha256, object.sha256) ||
    differs(upload.claimedCrc32, object.crc32) ||
    differs(crc32, object.crc32);
  return isOther ? message('bytes-differ') : undefined;
}

/**
 * True when the bucket has a checksum that contradicts the claim. A bucket that keeps no checksums contradicts none.
 */
function differs(claimed: string | undefined, proven: string | null): boolean {
  return claimed !== undefined && proven !== null && claimed !== proven;
}

/**
 * Returns the checksums that the bucket has verified. A bucket that keeps none proves size and ETag only, and the
 * record claims no more.
 */
export function verifiedChecksums(object: StoredObject): Pick<UploadRecord, 'etag' | 'sha256' | 'crc32'> {
  return {
    etag: object.etag,
    ...(object.sha256 !== null && { sha256: object.sha256 }),
    ...(object.crc32 !== null && { crc32: object.crc32 }),
  };
}
