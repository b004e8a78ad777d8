import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  type CreateMultipartUploadCommandOutput,
  ListPartsCommand,
} from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';

/** The identity of a multipart upload, as S3's commands name it. */
export interface MultipartUpload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/** The identity of a multipart upload: its key, and S3's own id for it. */
export interface MultipartIdentity {
  readonly key: string;
  readonly multipartId: string;
}

/** Returns the identity of a multipart upload in this bucket as S3's commands name it. */
export function multipartUploadAt(
  { name: Bucket }: BucketClient,
  { key, multipartId }: MultipartIdentity,
): MultipartUpload {
  return { Bucket, Key: key, UploadId: multipartId };
}

/** A part as the bucket lists it. */
export interface ReceivedPart {
  readonly partNumber: number;
  readonly size: number;
  readonly etag: string;
  /** The checksum in Base64; absent when the bucket keeps none. */
  readonly crc32: string | undefined;
}

/** Options of a single call; without a signal the time-outs of the client alone end it. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
  readonly requestTimeout?: number;
}

/** With these parameters S3 computes the CRC-32 of the whole object from those of its parts. */
export const wholeChecksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;

/** A multipart upload, and the checksum that the bucket keeps of it; undefined in a store without checksums. */
export interface StartedUpload extends MultipartUpload {
  readonly checksumType: CreateMultipartUploadCommandOutput['ChecksumType'];
}

/** Starts an object in parts. */
export async function createMultipartUpload(
  { s3, name: Bucket }: BucketClient,
  input: Omit<CreateMultipartUploadCommandInput, 'Bucket'> & { readonly Key: string },
  options: CallOptions = {},
): Promise<StartedUpload> {
  const command = new CreateMultipartUploadCommand({ Bucket, ...input });
  const started = await callBucket(() => s3.send(command, options));
  if (!started?.UploadId) throw new Error('The bucket started a multipart upload without an id.');
  return { Bucket, Key: input.Key, UploadId: started.UploadId, checksumType: started.ChecksumType };
}

/** Returns all parts that have arrived, by number, from all pages; undefined when there is no such upload. */
export async function listParts(
  { s3 }: BucketClient,
  { Bucket, Key, UploadId }: MultipartUpload,
): Promise<ReceivedPart[] | undefined> {
  const parts: ReceivedPart[] = [];
  let marker: string | undefined;
  do {
    const command = new ListPartsCommand({ Bucket, Key, UploadId, ...(marker && { PartNumberMarker: marker }) });
    const page = await callBucket(() => s3.send(command));
    if (page === undefined) return undefined;
    for (const { PartNumber = 0, Size = 0, ETag = '', ChecksumCRC32 } of page.Parts ?? []) {
      parts.push({ partNumber: PartNumber, size: Size, etag: ETag, crc32: ChecksumCRC32 });
    }
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return parts;
}

/** The object that a completion makes. */
export interface CompletedObject {
  /** The parts in any order. */
  readonly parts: readonly Pick<ReceivedPart, 'partNumber' | 'etag' | 'crc32'>[];
  readonly byteLength: number;
  /** The CRC-32 of the object in Base64: S3 refuses parts that together have another one. */
  readonly crc32?: string | undefined;
}

/**
 * Makes the object of its parts, and resolves with S3's response. S3 refuses with 412 when there is an object at the key,
 * and with 400 when the parts are not `byteLength` bytes together or have another checksum.
 */
export function completeMultipartUpload(
  { s3 }: BucketClient,
  { Bucket, Key, UploadId }: MultipartUpload,
  { parts, byteLength, crc32 }: CompletedObject,
  options: CallOptions,
): Promise<object> {
  const sorted = parts.toSorted((one, other) => one.partNumber - other.partNumber);
  const command = new CompleteMultipartUploadCommand({
    Bucket,
    Key,
    UploadId,
    MultipartUpload: { Parts: sorted.map(toCompletedPart) },
    MpuObjectSize: byteLength,
    ...(crc32 !== undefined && { ChecksumCRC32: crc32, ChecksumType: wholeChecksum.ChecksumType }),
    IfNoneMatch: '*',
  });
  return s3.send(command, { ...slowResponse, ...options });
}

function toCompletedPart({ partNumber, etag, crc32 }: CompletedObject['parts'][number]): CompletedPart {
  return { PartNumber: partNumber, ETag: etag, ...(crc32 && { ChecksumCRC32: crc32 }) };
}

/** Aborts the upload and removes its parts; resolves with S3's response. */
export async function abortMultipartUpload(
  { s3 }: BucketClient,
  { Bucket, Key, UploadId }: MultipartUpload,
  options: CallOptions = {},
): Promise<object> {
  return s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), options);
}
