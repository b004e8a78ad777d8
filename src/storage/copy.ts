import { CopyObjectCommand, S3ServiceException, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { askBucket, type BucketClient } from './bucket-client.ts';
import type { Multipart } from './multipart.ts';
import { pendingTagging } from './pending-tag.ts';

export interface CopyTerms {
  readonly from: string;
  /** The copy is of these bytes or there is none. */
  readonly etag: string;
  readonly to: string;
  readonly size: number;
  readonly contentType: string;
}

/** S3 copies at a few hundred MB/s: what is larger is copied in pieces side by side, so that 5 GB take seconds. */
const pieceBytes = 256 * 1024 ** 2;

/**
 * Copies an object within the bucket, pending as it was, with a checksum that S3 computes on the way.
 * @returns `false` when the source is gone or is no longer the one with that ETag
 */
export async function copyObject(client: BucketClient, multipart: Multipart, terms: CopyTerms): Promise<boolean> {
  try {
    const copied =
      terms.size <= pieceBytes ? await copyWhole(client, terms) : await copyInPieces(client, multipart, terms);
    return copied !== undefined;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return false;
    throw error;
  }
}

async function copyWhole(
  { s3, name: Bucket }: BucketClient,
  { from, etag, to, contentType }: CopyTerms,
): Promise<unknown> {
  return askBucket(() =>
    s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: to,
        CopySource: `${Bucket}/${from}`,
        CopySourceIfMatch: etag,
        MetadataDirective: 'REPLACE',
        ContentType: contentType,
        TaggingDirective: 'REPLACE',
        Tagging: pendingTagging,
        ChecksumAlgorithm: 'SHA256',
      }),
    ),
  );
}

async function copyInPieces(
  { s3, name: Bucket }: BucketClient,
  multipart: Multipart,
  terms: CopyTerms,
): Promise<unknown> {
  const place = await multipart.create(terms.to, terms.contentType);
  const pieceCount = Math.ceil(terms.size / pieceBytes);
  const copyPiece = async (index: number) => {
    const end = Math.min((index + 1) * pieceBytes, terms.size) - 1;
    const answer = await askBucket(() =>
      s3.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: terms.to,
          UploadId: place.multipartId,
          PartNumber: index + 1,
          CopySource: `${Bucket}/${terms.from}`,
          CopySourceIfMatch: terms.etag,
          CopySourceRange: `bytes=${index * pieceBytes}-${end}`,
        }),
      ),
    );
    const { ETag = '', ChecksumCRC32 } = answer?.CopyPartResult ?? {};
    return { partNumber: index + 1, size: end + 1 - index * pieceBytes, etag: ETag, crc32: ChecksumCRC32 };
  };
  try {
    const parts = await Promise.all(Array.from({ length: pieceCount }, (_, index) => copyPiece(index)));
    await multipart.complete(place, parts, terms.size);
    return parts;
  } catch (error) {
    await multipart.abort(place);
    throw error;
  }
}
