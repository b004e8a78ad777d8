import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { algorithmNamed, type ChecksumAlgorithm } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import { opaqueEtag } from '../storage/opaque-etag.ts';
import type { Attributes, ObjectRecord } from '../storage/record.ts';
import { sumSlices } from '../storage/slice-checksum.ts';
import { readAttributes } from './attributes.ts';
import { checksumNodes } from './checksum-headers.ts';
import { requireWriteConditions } from './conditions.ts';
import { type CopySource, findCopySource, requireCopySize } from './copy-source.ts';
import { keepObject } from './store-object.ts';

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
  requireCopySize(source.record.size);
  const tags = isReplaced(headers, 'x-amz-tagging-directive') ? given.tags : source.record.tags;
  const encryption = given.encryption ?? source.record.encryption;
  const { headers: stored, metadata } = replaces ? given : source.record;
  return { headers: stored, metadata, tags, ...(encryption && { encryption }) };
}

/**
 * Copies an object by taking over its slices. Its bytes are read only for a checksum that no record has. An object of
 * parts gets another ETag, as on S3, with the `-1` that tells clients that it is no MD5.
 */
async function copy(
  { bucket, headers, now, request: { key } }: Call,
  source: CopySource,
  attributes: Attributes,
): Promise<ObjectRecord> {
  const { size, etag } = source.record;
  const { slices, checksum } = await copiedChecksum(source, askedAlgorithm(headers));
  const record: ObjectRecord = {
    ...attributes,
    key,
    size,
    etag: etag.includes('-') ? `${opaqueEtag()}-1` : etag,
    modifiedAt: now.toISOString(),
    ...(checksum && { checksum }),
    slices: await bucket.blobs.take(source.bucket.blobs, slices),
  };
  return keepObject(bucket, record, (current) => requireWriteConditions(headers, key, current));
}

/** Returns the checksum of the copy, which is always that of the whole, and the slices with what it took to know it. */
async function copiedChecksum(
  { bucket, record: { slices, checksum } }: CopySource,
  asked: ChecksumAlgorithm | undefined,
): Promise<Pick<ObjectRecord, 'slices' | 'checksum'>> {
  const algorithm = asked ?? checksum?.algorithm;
  if (algorithm === undefined) return { slices };
  if (checksum?.type === 'FULL_OBJECT' && checksum.algorithm === algorithm) return { slices, checksum };
  return sumSlices(algorithm, slices, (unknown) => bucket.blobs.read(unknown));
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
