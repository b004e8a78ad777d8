import { CopyObjectCommand, HeadObjectCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { mebibytes } from '../values/byte-size.ts';
import { percentEncode } from '../values/percent-encoding.ts';
import { type BucketClient, callBucket, hasStatus, slowResponse } from './bucket-client.ts';
import { writeIfConditionHolds } from './conditional-write.ts';
import type { Multipart, MultipartIdentity, ReceivedPart } from './multipart.ts';
import { pendingTagging } from './pending-tag.ts';

/** The two keys of a copy in the same bucket, and the known properties of the source. */
export interface CopyRequest {
  /** The key of the source; `to` is that of the copy. */
  readonly from: string;
  /** The ETag of the source: only these bytes are copied. */
  readonly etag: string;
  readonly to: string;
  readonly size: number;
  readonly contentType: string;
}

/**
 * The size of the pieces of a copy. S3 copies at a few hundred MB/s: larger objects are copied in pieces side by side,
 * so that 5 GB take seconds.
 */
const usualPieceBytes = mebibytes(256);

/**
 * Copies an object within the bucket, with its pending tag and a checksum that S3 computes on the way.
 * @param pieceBytes the size of a piece, for larger objects; S3 takes 5 MiB to 5 GiB
 * @returns `false` when the source is gone or no longer has that ETag
 * @throws BucketUnavailable
 */
export async function copyObject(
  client: BucketClient,
  multipart: Multipart,
  terms: CopyRequest,
  pieceBytes: number = usualPieceBytes,
): Promise<boolean> {
  if (terms.size <= pieceBytes) return copyWhole(client, terms);
  try {
    return await copyInPieces(client, multipart, terms, pieceBytes);
  } catch (error) {
    if (hasStatus(error, 412)) return false;
    throw error;
  }
}

/** Creates the copy once. */
async function copyWhole(
  { s3, name: Bucket }: BucketClient,
  { from, etag, to, contentType }: CopyRequest,
): Promise<boolean> {
  const command = new CopyObjectCommand({
    Bucket,
    Key: to,
    CopySource: sourceOf(Bucket, from),
    CopySourceIfMatch: etag,
    IfNoneMatch: '*',
    MetadataDirective: 'REPLACE',
    ContentType: contentType,
    TaggingDirective: 'REPLACE',
    Tagging: pendingTagging,
    ChecksumAlgorithm: 'SHA256',
  });
  const isCopied = await writeIfConditionHolds(() => s3.send(command, slowResponse));
  // Either condition may have failed. When an object exists at a key that was never used before, a first try has
  // succeeded and its response was lost.
  return isCopied || (await callBucket(() => s3.send(new HeadObjectCommand({ Bucket, Key: to })))) !== undefined;
}

/** Returns an object as `x-amz-copy-source` names it; the SDK does not encode it. */
function sourceOf(bucket: string, key: string): string {
  return [bucket, ...key.split('/')].map((segment) => percentEncode(segment)).join('/');
}

/**
 * Copies all pieces or none. When one fails, it waits for the others, so that none arrives after the upload was
 * aborted.
 */
async function copyInPieces(
  client: BucketClient,
  multipart: Multipart,
  terms: CopyRequest,
  pieceBytes: number,
): Promise<boolean> {
  const place = await multipart.create(terms.to, terms.contentType);
  const starts = Array.from({ length: Math.ceil(terms.size / pieceBytes) }, (_, index) => index * pieceBytes);
  const copying = starts.map((start, index) =>
    copyPiece(client, place, terms, {
      partNumber: index + 1,
      start,
      end: Math.min(start + pieceBytes, terms.size),
    }),
  );
  await Promise.allSettled(copying);
  try {
    const pieces = (await Promise.all(copying)).filter((piece) => piece !== undefined);
    if (pieces.length === starts.length) await multipart.complete(place, pieces, terms.size);
    else await multipart.abort(place);
    return pieces.length === starts.length;
  } catch (error) {
    // The lifecycle rule for unfinished uploads removes parts that stay here; the original error matters more.
    await multipart.abort(place).catch(() => undefined);
    throw error;
  }
}

/** Copies the bytes `start` to `end` (exclusive) of the source as a part; `undefined` when the source is gone. */
async function copyPiece(
  { s3, name: Bucket }: BucketClient,
  { key, multipartId }: MultipartIdentity,
  { from, etag }: CopyRequest,
  { partNumber, start, end }: { partNumber: number; start: number; end: number },
): Promise<ReceivedPart | undefined> {
  const command = new UploadPartCopyCommand({
    Bucket,
    Key: key,
    UploadId: multipartId,
    PartNumber: partNumber,
    CopySource: sourceOf(Bucket, from),
    CopySourceIfMatch: etag,
    CopySourceRange: `bytes=${start}-${end - 1}`,
  });
  const response = await callBucket(() => s3.send(command, slowResponse));
  const { ETag, ChecksumCRC32: crc32 } = response?.CopyPartResult ?? {};
  return ETag === undefined ? undefined : { partNumber, size: end - start, etag: ETag, crc32 };
}
