import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { algorithmNamed, type ChecksumAlgorithm } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import type { Attributes, ObjectRecord } from '../storage/record.ts';
import { readAttributes } from './attributes.ts';
import { checksumNodes } from './checksum-headers.ts';
import { requireWriteConditions } from './conditions.ts';
import { type CopySource, findCopySource, maxCopyBytes } from './copy-source.ts';
import { keepObject, storeObject } from './store-object.ts';

/** Answers CopyObject. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(call: Call): Promise<Answer> {
  const source = findCopySource(call);
  try {
    const record = await copy(call, source, copiedAttributes(call, source));
    return xmlAnswer(
      'CopyObjectResult',
      [['ETag', `"${record.etag}"`], ['LastModified', record.modifiedAt], ...checksumNodes(record.checksum)],
      { 'x-amz-server-side-encryption': record.encryption },
    );
  } finally {
    await source.release();
  }
}

function copiedAttributes({ bucket, headers, request }: Call, source: CopySource): Attributes {
  const given = readAttributes(headers, bucket.settings);
  const replaces = isReplaced(headers, 'x-amz-metadata-directive');
  if (source.bucket === bucket && source.record.key === request.key && !replaces && !given.encryption) {
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  if (source.record.size > maxCopyBytes) {
    throw new S3Error(
      'InvalidRequest',
      `The specified copy source is larger than the maximum allowable size for a copy source: ${maxCopyBytes}`,
    );
  }
  const tags = isReplaced(headers, 'x-amz-tagging-directive') ? given.tags : source.record.tags;
  const encryption = given.encryption ?? source.record.encryption;
  const { headers: stored, metadata } = replaces ? given : source.record;
  return { headers: stored, metadata, tags, ...(encryption && { encryption }) };
}

/**
 * Copies an object, by hard links when it is in one piece. An object of parts, or with another checksum than the
 * source's, is read and becomes one piece, as on S3.
 */
async function copy(
  { bucket, headers, now, request: { key } }: Call,
  source: CopySource,
  attributes: Attributes,
): Promise<ObjectRecord> {
  const { blobs, size, checksum, etag } = source.record;
  const allow = (current: ObjectRecord | undefined) => requireWriteConditions(headers, key, current);
  const algorithm = askedAlgorithm(headers) ?? checksum.algorithm;
  if (blobs.length > 1 || checksum.type !== 'FULL_OBJECT' || checksum.algorithm !== algorithm) {
    const bytes = source.bucket.blobs.read(blobs, 0, size);
    return storeObject(bucket, {
      key,
      attributes,
      modifiedAt: now,
      bytes,
      algorithm,
      digests: [],
      verify: () => undefined,
      allow,
    });
  }
  const links = await bucket.blobs.link(source.bucket.blobs, blobs);
  return keepObject(
    bucket,
    { ...attributes, key, size, etag, checksum, modifiedAt: now.toISOString(), blobs: links },
    allow,
  );
}

function askedAlgorithm(headers: ReadonlyMap<string, string>): ChecksumAlgorithm | undefined {
  const name = headers.get('x-amz-checksum-algorithm');
  const algorithm = name === undefined ? undefined : algorithmNamed(name);
  if (name !== undefined && !algorithm)
    throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return algorithm;
}

function isReplaced(headers: ReadonlyMap<string, string>, name: string): boolean {
  const value = headers.get(name) ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE') throw new S3Error('InvalidArgument', `Unknown value of ${name}.`);
  return value === 'REPLACE';
}
