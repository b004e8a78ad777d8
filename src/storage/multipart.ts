import { S3ServiceException } from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  type MultipartIdentity,
  multipartUploadAt,
  type ReceivedPart,
  wholeChecksum,
} from './multipart-upload.ts';
import { pendingTagging } from './pending-tag.ts';
import type { Presign } from './presign.ts';
import type { PresignedRequest } from './presigned-request.ts';

/**
 * The time-out of a completion. S3 completes large uploads while the client waits; a slower request is sent again,
 * before Lambda ends the function.
 */
const completionTimeoutMs = 20_000;

/**
 * Sends and joins objects in parts. S3 computes the CRC-32 of the whole from those of the parts (`FULL_OBJECT`). Every
 * method may throw `BucketUnavailable`.
 */
export function createMultipart(client: BucketClient, presign: Presign) {
  const uploadAt = (place: MultipartIdentity) => multipartUploadAt(client, place);
  return {
    async create(key: string, contentType: string): Promise<MultipartIdentity> {
      const { UploadId } = await createMultipartUpload(client, {
        Key: key,
        ContentType: contentType,
        Tagging: pendingTagging,
        ...wholeChecksum,
      });
      return { key, multipartId: UploadId };
    },

    /** Signs a PUT of one part, of exactly this size and content. */
    presignPart(
      { key, multipartId }: MultipartIdentity,
      part: { partNumber: number; size: number; crc32: string },
    ): Promise<PresignedRequest<'PUT'>> {
      return presign({
        method: 'PUT',
        key,
        query: { partNumber: String(part.partNumber), uploadId: multipartId },
        headers: { 'content-length': String(part.size), 'x-amz-checksum-crc32': part.crc32 },
      });
    },

    /**
     * Returns all parts that have arrived, by number, from all pages. Returns `undefined` when the upload is completed
     * or was aborted.
     */
    listParts: (place: MultipartIdentity): Promise<ReceivedPart[] | undefined> => listParts(client, uploadAt(place)),

    /**
     * Makes the object of these parts, unless there is one at the key already. Afterwards, `head` tells if the object
     * exists: an upload that another request has completed or aborted meanwhile is no error.
     */
    async complete(place: MultipartIdentity, parts: readonly ReceivedPart[], byteLength: number): Promise<void> {
      const abortSignal = AbortSignal.timeout(completionTimeoutMs);
      try {
        await callBucket(() =>
          completeMultipartUpload(client, uploadAt(place), { parts, byteLength }, { abortSignal }),
        );
      } catch (error) {
        if (!isDecidedElsewhere(error)) throw error;
      }
    },

    /** Aborts the upload and removes its parts. An upload that is completed or gone is no error. */
    async abort(place: MultipartIdentity): Promise<void> {
      await callBucket(() => abortMultipartUpload(client, uploadAt(place)));
    },
  };
}

/**
 * True when another request has decided about the upload.
 * - 412: there is an object at the key.
 * - 409: another write to the key is going on.
 * - 400 InvalidPart: a part was sent again between ListParts and CompleteMultipartUpload.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
function isDecidedElsewhere(error: unknown): boolean {
  return hasStatus(error, 412, 409) || (error instanceof S3ServiceException && error.name === 'InvalidPart');
}
