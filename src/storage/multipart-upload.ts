import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';

/** The identity of a multipart upload, as S3's commands name it. */
export interface MultipartUpload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/** Options of a single call; without a signal the time-outs of the client alone end it. */
interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

/** Starts an object in parts. */
export async function createMultipartUpload(
  { s3, name: Bucket }: BucketClient,
  input: Omit<CreateMultipartUploadCommandInput, 'Bucket'> & { readonly Key: string },
  options: CallOptions = {},
): Promise<MultipartUpload> {
  const command = new CreateMultipartUploadCommand({ Bucket, ...input });
  const started = await callBucket(() => s3.send(command, options));
  if (!started?.UploadId) throw new Error('The bucket started a multipart upload without an id.');
  return { Bucket, Key: input.Key, UploadId: started.UploadId };
}

/**
 * Makes the object of its parts, and resolves with S3's response. S3 refuses with 412 when there is an object at the key,
 * and with 400 when the parts are not `byteLength` bytes together.
 */
export function completeMultipartUpload(
  { s3 }: BucketClient,
  upload: MultipartUpload,
  { parts, byteLength }: { readonly parts: readonly CompletedPart[]; readonly byteLength: number },
  options: CallOptions,
): Promise<object> {
  const command = new CompleteMultipartUploadCommand({
    ...upload,
    MultipartUpload: { Parts: [...parts] },
    MpuObjectSize: byteLength,
    IfNoneMatch: '*',
  });
  return s3.send(command, { ...slowResponse, ...options });
}

/** Aborts the upload and removes its parts; resolves with S3's response. */
export function abortMultipartUpload(
  { s3 }: BucketClient,
  upload: MultipartUpload,
  options: CallOptions = {},
): Promise<object> {
  return s3.send(new AbortMultipartUploadCommand(upload), options);
}
