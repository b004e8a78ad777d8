import { createHash } from 'node:crypto';
import { type Checksum, isFullObjectAlgorithm, startDigest } from '../checksums/algorithm.ts';
import { combineCrcs } from '../checksums/crc-combine.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectRecord, PartRecord, UploadRecord } from '../storage/record.ts';
import { totalBytes } from '../storage/slice.ts';

/** Returns the object of these parts as a list of their slices. No byte is copied, even for large objects. */
export function assemble(upload: UploadRecord, parts: readonly PartRecord[], modifiedAt: Date): ObjectRecord {
  const { key, headers, metadata, tags, encryption } = upload;
  const slices = parts.flatMap((part) => part.slices);
  const checksum = assembledChecksum(upload, parts);
  return {
    key,
    headers,
    metadata,
    tags,
    ...(encryption && { encryption }),
    size: totalBytes(slices),
    etag: assembledEtag(parts),
    modifiedAt: modifiedAt.toISOString(),
    ...(checksum && { checksum }),
    slices,
  };
}

/**
 * Returns the ETag: the MD5 of the parts' ETags, which are MD5s but for copied parts, and their number. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function assembledEtag(parts: readonly PartRecord[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

/**
 * Returns the checksum of the object; undefined when a part has none. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
function assembledChecksum({ algorithm, type }: UploadRecord, parts: readonly PartRecord[]): Checksum | undefined {
  const digests = parts.flatMap(({ checksum, slices }) =>
    checksum ? [{ digest: Buffer.from(checksum.value, 'base64'), size: totalBytes(slices) }] : [],
  );
  if (digests.length < parts.length) return undefined;
  if (type === 'FULL_OBJECT') {
    if (!isFullObjectAlgorithm(algorithm)) throw new S3Error('InternalError');
    return { algorithm, type, value: combineCrcs(algorithm, digests).toString('base64') };
  }
  const composite = startDigest(algorithm);
  for (const { digest } of digests) composite.update(digest);
  return { algorithm, type, value: `${composite.digest().toString('base64')}-${parts.length}` };
}
