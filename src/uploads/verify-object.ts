import type { UploadRecord } from '../records/upload-records.ts';
import type { StoredObject } from '../storage/bucket.ts';
import { formatBytesApart } from '../values/byte-size.ts';

/**
 * Compares the stored object with the claimed size and checksums.
 *
 * @param crc32 the client's own CRC-32 of the whole file (base64), if it sent one at completion
 * @returns a sentence for the person when they differ, `undefined` when they agree
 */
export function compareWithClaim(
  upload: UploadRecord,
  object: StoredObject,
  crc32: string | undefined,
): string | undefined {
  if (object.size !== upload.size) {
    const [announced, arrived] = formatBytesApart(upload.size, object.size);
    return `${announced} were announced, but ${arrived} arrived.`;
  }
  const [header] = object.unsignedHeaders;
  if (header !== undefined) return `The file arrived with the header ${header}. Send it again without that header.`;
  if (object.contentType !== upload.contentType) return 'The file arrived with another type than was announced.';
  const isOther =
    differs(upload.claimedSha256, object.sha256) ||
    differs(upload.claimedCrc32, object.crc32) ||
    differs(crc32, object.crc32);
  return isOther ? 'Other bytes arrived than were announced. Choose the file again.' : undefined;
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
