import type { CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3';
import type { BucketClient } from './bucket-client.ts';
import { abortAfterGrace, writeIfConditionHolds } from './conditional-write.ts';
import {
  abortMultipartUpload,
  type CallOptions,
  completeMultipartUpload,
  createMultipartUpload,
  type MultipartUpload,
  type ReceivedPart,
} from './multipart-upload.ts';
import { cleanUpMs } from './spill-times.ts';

/** An object that is made in one go. */
export interface ObjectToAssemble {
  readonly headers: Omit<CreateMultipartUploadCommandInput, 'Bucket'> & { readonly Key: string };
  /** Sends all parts. Where it fails, no part may be under way any more. */
  readonly send: (upload: MultipartUpload) => Promise<readonly ReceivedPart[]>;
  /** Ends the work; without it the time-outs of the client alone do. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes an object of parts: all of it, or nothing. Any failure aborts the upload and removes its parts.
 * @returns false when there is an object at the key already, or may be
 * @throws what `send` throws; BucketUnavailable
 */
export async function assembleObject(
  client: BucketClient,
  { headers, send, signal }: ObjectToAssemble,
): Promise<boolean> {
  const options = () => (signal ? { abortSignal: abortAfterGrace(signal) } : {});
  const upload = await createMultipartUpload(client, headers, options());
  let isMade = false;
  try {
    signal?.throwIfAborted();
    const parts = await send(upload);
    const byteLength = parts.reduce((sum, part) => sum + part.size, 0);
    const completion = options();
    isMade = await writeIfConditionHolds(() =>
      completeMultipartUpload(client, upload, { parts, byteLength }, completion),
    );
    return isMade;
  } finally {
    if (!isMade) await abortUpload(client, upload, signal ? { abortSignal: AbortSignal.timeout(cleanUpMs) } : {});
  }
}

/**
 * Aborts the upload. The lifecycle rule for unfinished uploads removes parts that stay; the original error matters
 * more.
 */
async function abortUpload(client: BucketClient, upload: MultipartUpload, options: CallOptions): Promise<void> {
  await abortMultipartUpload(client, upload, options).catch(() => undefined);
}
