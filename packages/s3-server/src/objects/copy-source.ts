import type { Call } from '../call.ts';
import { decode } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { ObjectRecord } from '../storage/record.ts';
import { allowsRead } from './conditions.ts';

/** The source of a copy, and its bucket. Its bytes stay readable until `release`. */
export interface CopySource {
  readonly bucket: Bucket;
  readonly record: ObjectRecord;
  release(): Promise<void>;
}

/** The size above which objects are copied by parts, and the largest part. */
const maxCopyBytes = 5 * 1024 ** 3;

/**
 * Finds the object of `x-amz-copy-source` (`bucket/key`, percent-encoded) and checks the conditions on it. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 *
 * @throws S3Error InvalidArgument, NoSuchBucket, NoSuchKey, PreconditionFailed
 */
export function findCopySource({ buckets, headers }: Call): CopySource {
  const [path = '', query] = (headers.get('x-amz-copy-source') ?? '').split(/\?(.*)/s);
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decode(path));
  if (!match || query !== undefined)
    throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  const bucket = buckets.get(match[1] ?? '');
  const record = bucket.objects.get(match[2] ?? '');
  if (!allowsRead(headers, record, 'x-amz-copy-source-')) throw new S3Error('PreconditionFailed');
  return { bucket, record, release: bucket.blobs.hold(record.slices) };
}

/**
 * Throws when one request may not copy so many bytes.
 *
 * @throws S3Error InvalidRequest
 */
export function requireCopySize(bytes: number): void {
  if (bytes <= maxCopyBytes) return;
  throw new S3Error(
    'InvalidRequest',
    `The specified copy source is larger than the maximum allowable size for a copy source: ${maxCopyBytes}`,
  );
}
