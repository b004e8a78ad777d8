import { CopyObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { sideBySide } from '../values/side-by-side.ts';
import { assembleObject } from './assemble.ts';
import { SourceChanged } from './assembly-errors.ts';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';
import { writeIfConditionHolds } from './conditional-write.ts';
import { copiesAtOnce, usualPieceBytes } from './copy-pace.ts';
import { wholeChecksum } from './multipart-upload.ts';
import { pendingTagging } from './pending-tag.ts';
import type { CopiedPart } from './planned-part.ts';
import { copyPart, copySourceOf } from './send-part.ts';

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
 * Copies an object within the bucket, with its pending tag and a checksum that S3 computes on the way.
 * @param pieceBytes the size of a piece, for larger objects; S3 takes 5 MiB to 5 GiB
 * @returns `false` when the source is gone or no longer has that ETag
 * @throws BucketUnavailable
 */
export async function copyObject(
  client: BucketClient,
  terms: CopyRequest,
  pieceBytes: number = usualPieceBytes,
): Promise<boolean> {
  if (terms.size <= pieceBytes) return copyWhole(client, terms);
  try {
    await copyInPieces(client, terms, pieceBytes);
    return true;
  } catch (error) {
    if (error instanceof SourceChanged) return false;
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
    CopySource: copySourceOf(Bucket, from),
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

/** Copies all pieces or none; leaves an object that is there already as it is. */
async function copyInPieces(client: BucketClient, terms: CopyRequest, pieceBytes: number): Promise<void> {
  await assembleObject(client, {
    headers: { Key: terms.to, ContentType: terms.contentType, Tagging: pendingTagging, ...wholeChecksum },
    send: (upload) =>
      sideBySide(piecesOf(terms, pieceBytes), (piece, signal) => copyPart(client, upload, piece, signal), {
        atOnce: copiesAtOnce,
      }),
  });
}

function* piecesOf({ from, etag, size }: CopyRequest, pieceBytes: number): Generator<CopiedPart, void, undefined> {
  for (let start = 0, number = 1; start < size; start += pieceBytes, number += 1) {
    const end = Math.min(start + pieceBytes, size);
    yield { number, size: end - start, copied: { key: from, etag, start, end } };
  }
}
