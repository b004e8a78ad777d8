import { HeadObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { BucketUnavailable } from '../problems/errors.ts';
import { WrongChecksum } from './assembly-errors.ts';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import { encodeCrc32 } from './crc32-header.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  listParts,
  type MultipartUpload,
  type ReceivedPart,
} from './multipart-upload.ts';

/** The object that planned parts make. */
export interface PlannedObject {
  /** The number of bytes. */
  readonly size: number;
  /** The CRC-32, an unsigned number. */
  readonly crc32: number;
  /** The number of parts. */
  readonly parts: number;
}

/**
 * The result of the last step. `finished`: the object is there, made now or before. `incomplete`: parts are missing, or
 * were sent again meanwhile. `lost`: neither the upload nor the object is there.
 */
export type FinishResult = 'finished' | 'incomplete' | 'lost';

/** S3 joins 10,000 parts while the client waits, for minutes at times. */
const completionTimeoutMs = 300_000;

/**
 * Makes the object of an upload whose parts have all arrived, in any number of tries.
 * @throws WrongChecksum, BucketUnavailable
 */
export async function finishAssembly(
  client: BucketClient,
  upload: MultipartUpload,
  planned: PlannedObject & { readonly isProven: boolean },
): Promise<FinishResult> {
  const parts = await listParts(client, upload);
  if (parts === undefined) return (await isThere(client, upload, planned)) ? 'finished' : 'lost';
  const received = parts.reduce((sum, part) => sum + part.size, 0);
  if (parts.length !== planned.parts || received !== planned.size) return 'incomplete';
  const outcome = await complete(client, upload, parts, planned);
  if (outcome === 'incomplete' || outcome === 'finished') return outcome;
  if (await isThere(client, upload, planned)) {
    await callBucket(() => abortMultipartUpload(client, upload));
    return 'finished';
  }
  if (outcome === 'conflict')
    throw new BucketUnavailable('Another write to the key of an assembled object is going on.');
  return 'lost';
}

/** Completes the upload. `conflict` and `gone` may both mean that an earlier try has made the object. */
async function complete(
  client: BucketClient,
  upload: MultipartUpload,
  parts: readonly ReceivedPart[],
  { size, crc32, isProven }: PlannedObject & { readonly isProven: boolean },
): Promise<'finished' | 'incomplete' | 'conflict' | 'gone'> {
  const object = { parts, byteLength: size, crc32: isProven ? encodeCrc32(crc32) : undefined };
  const options = { requestTimeout: completionTimeoutMs };
  try {
    const made = await callBucket(() => completeMultipartUpload(client, upload, object, options));
    return made === undefined ? 'gone' : 'finished';
  } catch (error) {
    if (hasStatus(error, 412, 409)) return 'conflict';
    if (isNamed(error, 'InvalidPart')) return 'incomplete';
    if (isNamed(error, 'BadDigest'))
      throw new WrongChecksum('The parts of an assembled object are not the planned bytes.', { cause: error });
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof S3ServiceException && error.name === name;
}

/** True when the planned object is at the key. */
async function isThere(
  { s3 }: BucketClient,
  { Bucket, Key }: MultipartUpload,
  { size, crc32, isProven }: PlannedObject & { readonly isProven: boolean },
): Promise<boolean> {
  const found = await callBucket(() => s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' })));
  return found?.ContentLength === size && (!isProven || found.ChecksumCRC32 === encodeCrc32(crc32));
}
