import { createHash } from 'node:crypto';
import { type Checksum, isFullObjectAlgorithm, startDigest } from '../checksums/algorithm.ts';
import { combineCrcs } from '../checksums/crc-combine.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectRecord, PartRecord, UploadRecord } from '../storage/record.ts';

/** Returns the object of these parts as a list of their blobs. No byte is copied, even for large objects. */
export function assemble(upload: UploadRecord, parts: readonly PartRecord[], modifiedAt: Date): ObjectRecord {
  const { key, headers, metadata, tags, encryption } = upload;
  return {
    key,
    headers,
    metadata,
    tags,
    ...(encryption && { encryption }),
    size: parts.reduce((sum, part) => sum + part.blob.size, 0),
    etag: assembledEtag(parts),
    modifiedAt: modifiedAt.toISOString(),
    checksum: assembledChecksum(upload, parts),
    blobs: parts.map((part) => part.blob),
  };
}

/**
 * Returns the ETag: the MD5 of the parts' MD5s, and their number. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function assembledEtag(parts: readonly PartRecord[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

/**
 * Returns the checksum of the object. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
function assembledChecksum({ algorithm, type }: UploadRecord, parts: readonly PartRecord[]): Checksum {
  const digests = parts.map(({ checksum, blob }) => ({
    digest: Buffer.from(checksum.value, 'base64'),
    size: blob.size,
  }));
  if (type === 'FULL_OBJECT') {
    if (!isFullObjectAlgorithm(algorithm)) throw new S3Error('InternalError');
    return { algorithm, type, value: combineCrcs(algorithm, digests).toString('base64') };
  }
  const composite = startDigest(algorithm);
  for (const { digest } of digests) composite.update(digest);
  return { algorithm, type, value: `${composite.digest().toString('base64')}-${parts.length}` };
}
