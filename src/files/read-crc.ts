import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { FileRecord } from '../records/submission-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { encodeCrc32 } from '../storage/crc32-header.ts';
import { mebibytes } from '../values/byte-size.ts';

/** The bytes that one request to the bucket reads, and the most that are held at once. */
const bytesPerRead = mebibytes(8);

/** Thrown when the bucket holds other bytes than those that were accepted. A person must look. */
export class StoredBytesDiffer extends Error {
  override name = 'StoredBytesDiffer';
}

/**
 * Reads a file whose object has this ETag, and returns its CRC-32 in Base64, as S3 writes it.
 * @returns `undefined` when its bytes are gone
 * @throws StoredBytesDiffer when they do not have the SHA-256 with which they were accepted
 */
export async function readCrc(
  { readRange }: Pick<Bucket, 'readRange'>,
  { id, key, size, sha256: accepted }: Pick<FileRecord, 'id' | 'key' | 'size' | 'sha256'>,
  etag: string,
  countBytes: (bytes: number) => void,
): Promise<string | undefined> {
  const sha256 = createHash('sha256');
  let crc = 0;
  for (let start = 0; start < size; start += bytesPerRead) {
    const bytes = await readRange(key, etag, start, Math.min(start + bytesPerRead, size));
    if (bytes === undefined) return undefined;
    sha256.update(bytes);
    crc = crc32(bytes, crc);
    countBytes(bytes.length);
  }
  if (accepted !== null && sha256.digest('base64') !== accepted)
    throw new StoredBytesDiffer(`The bytes of file ${id} are not those that were accepted.`);
  return encodeCrc32(crc);
}
