import { CopyObjectCommand, HeadObjectCommand, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { mebibytes } from '../values/byte-size.ts';
import { type BucketClient, callBucket, hasStatus, slowAnswer } from './bucket-client.ts';
import { writeIfConditionHolds } from './conditional-write.ts';
import type { Multipart, MultipartPlace, ReceivedPart } from './multipart.ts';
import { pendingTagging } from './pending-tag.ts';

/** Keys of the same bucket, and what is known of the object at the first. */
export interface CopyTerms {
  /** Keys, here and in `to`. */
  readonly from: string;
  /** The copy is of these bytes or there is none. */
  readonly etag: string;
  readonly to: string;
  readonly size: number;
  readonly contentType: string;
}

/** S3 copies at a few hundred MB/s: what is larger is copied in pieces side by side, so that 5 GB take seconds. */
const usualPieceBytes = mebibytes(256);

/**
 * Copies an object within the bucket, pending as it was, with a checksum that S3 computes on the way.
 * @param pieceBytes what is larger is copied in pieces of so many bytes, of which S3 takes 5 MiB to 5 GiB
 * @returns `false` when the source is gone or is no longer the one with that ETag
 * @throws BucketUnavailable
 */
export async function copyObject(
  client: BucketClient,
  multipart: Multipart,
  terms: CopyTerms,
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
  { from, etag, to, contentType }: CopyTerms,
): Promise<boolean> {
  const command = new CopyObjectCommand({
    Bucket,
    Key: to,
    CopySource: `${Bucket}/${from}`,
    CopySourceIfMatch: etag,
    IfNoneMatch: '*',
    MetadataDirective: 'REPLACE',
    ContentType: contentType,
    TaggingDirective: 'REPLACE',
    Tagging: pendingTagging,
    ChecksumAlgorithm: 'SHA256',
  });
  const isCopied = await writeIfConditionHolds(() => s3.send(command, slowAnswer));
  // Either condition may have failed. At a key that was never used before, a copy is that of a first try whose response
  // was lost.
  return isCopied || (await callBucket(() => s3.send(new HeadObjectCommand({ Bucket, Key: to })))) !== undefined;
}

/** All pieces or none: where one fails the others are waited for, so that none arrives after the upload was aborted. */
async function copyInPieces(
  client: BucketClient,
  multipart: Multipart,
  terms: CopyTerms,
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
    // What cannot be taken back now is removed by the rule for unfinished uploads; why it had to be matters more.
    await multipart.abort(place).catch(() => undefined);
    throw error;
  }
}

/** Bytes `start` to `end` (exclusive) of the source, as a part; `undefined` when the source is gone. */
async function copyPiece(
  { s3, name: Bucket }: BucketClient,
  { key, multipartId }: MultipartPlace,
  { from, etag }: CopyTerms,
  { partNumber, start, end }: { partNumber: number; start: number; end: number },
): Promise<ReceivedPart | undefined> {
  const command = new UploadPartCopyCommand({
    Bucket,
    Key: key,
    UploadId: multipartId,
    PartNumber: partNumber,
    CopySource: `${Bucket}/${from}`,
    CopySourceIfMatch: etag,
    CopySourceRange: `bytes=${start}-${end - 1}`,
  });
  const answer = await callBucket(() => s3.send(command, slowAnswer));
  const { ETag, ChecksumCRC32: crc32 } = answer?.CopyPartResult ?? {};
  return ETag === undefined ? undefined : { partNumber, size: end - start, etag: ETag, crc32 };
}
