import { S3ServiceException, UploadPartCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { percentEncode } from '../values/percent-encoding.ts';
import { SourceChanged, UploadLost } from './assembly-errors.ts';
import { type BucketClient, callBucket, hasStatus, slowResponse } from './bucket-client.ts';
import type { MultipartUpload, ReceivedPart } from './multipart-upload.ts';
import type { CopiedPart } from './planned-part.ts';

/** The slowest copy within S3 that is worth the wait, a sixth of the usual speed. */
const slowestCopyBytesPerMs = 10_000;

/** A part and its bytes. */
export interface FilledPart {
  /** The number of the part, from 1. */
  readonly number: number;
  readonly bytes: Buffer;
}

/**
 * Sends bytes as a part. S3 proves them: their SHA-256 is signed.
 * @throws BucketUnavailable, UploadLost
 */
export async function putPart(
  { s3 }: BucketClient,
  { Bucket, Key, UploadId }: MultipartUpload,
  { number: partNumber, bytes }: FilledPart,
  abortSignal?: AbortSignal,
): Promise<ReceivedPart> {
  const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: partNumber, Body: bytes });
  const response = await callBucket(() => s3.send(command, { ...slowResponse, ...(abortSignal && { abortSignal }) }));
  if (!response?.ETag) throw new UploadLost('The bucket has lost a multipart upload under way.');
  return { partNumber, size: bytes.byteLength, etag: response.ETag, crc32: response.ChecksumCRC32 };
}

/**
 * Copies a range of an object as a part.
 * @throws SourceChanged, UploadLost, BucketUnavailable
 */
export async function copyPart(
  { s3, name }: BucketClient,
  { Bucket, Key, UploadId }: MultipartUpload,
  { number: partNumber, size, copied }: CopiedPart,
  abortSignal?: AbortSignal,
): Promise<ReceivedPart> {
  const command = new UploadPartCopyCommand({
    Bucket,
    Key,
    UploadId,
    PartNumber: partNumber,
    CopySource: copySourceOf(name, copied.key),
    CopySourceIfMatch: copied.etag,
    CopySourceRange: `bytes=${copied.start}-${copied.end - 1}`,
  });
  const requestTimeout = Math.max(slowResponse.requestTimeout, size / slowestCopyBytesPerMs);
  try {
    const response = await s3Copy(() => s3.send(command, { requestTimeout, ...(abortSignal && { abortSignal }) }));
    const { ETag, ChecksumCRC32: crc32 } = response?.CopyPartResult ?? {};
    if (ETag !== undefined) return { partNumber, size, etag: ETag, crc32 };
  } catch (error) {
    if (!hasStatus(error, 412)) throw error;
  }
  throw new SourceChanged(copied.key);
}

/** Runs a copy as `callBucket` does; a 404 may also say that the upload is gone. */
function s3Copy<Result>(copy: () => Promise<Result>): Promise<Result | undefined> {
  return callBucket(async () => {
    try {
      return await copy();
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchUpload')
        throw new UploadLost('The bucket has lost a multipart upload under way.', { cause: error });
      throw error;
    }
  });
}

/** Returns an object as `x-amz-copy-source` names it; the SDK does not encode it. */
export function copySourceOf(bucket: string, key: string): string {
  return [bucket, ...key.split('/')].map((segment) => percentEncode(segment)).join('/');
}
