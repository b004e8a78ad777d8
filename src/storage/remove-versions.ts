import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { BucketUnavailable } from '../problems/errors.ts';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';

/**
 * Removes objects with all their versions and delete markers; a missing object is no error.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
export async function removeVersions(client: BucketClient, keys: readonly string[]): Promise<void> {
  const hasVersions = await isVersioned(client);
  for (const key of keys) {
    if (hasVersions) await removeEachVersion(client, key);
    else await callBucket(() => client.s3.send(new DeleteObjectCommand({ Bucket: client.name, Key: key })));
  }
}

/** True for a bucket that keeps versions, or has kept them once. A store that does not know the question has none. */
async function isVersioned({ s3, name: Bucket }: BucketClient): Promise<boolean> {
  try {
    const versioning = await callBucket(() => s3.send(new GetBucketVersioningCommand({ Bucket })));
    return versioning?.Status !== undefined;
  } catch (error) {
    if (error instanceof BucketUnavailable && hasStatus(error.cause, 501)) return false;
    throw error;
  }
}

/** Removes the versions of one object. An object that comes after the list is empty would be another one. */
async function removeEachVersion({ s3, name: Bucket }: BucketClient, key: string): Promise<void> {
  for (;;) {
    const listed = await callBucket(() => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: key })));
    const found: ObjectIdentifier[] = [...(listed?.Versions ?? []), ...(listed?.DeleteMarkers ?? [])].flatMap(
      ({ Key, VersionId }) => (Key === key && VersionId !== undefined ? [{ Key, VersionId }] : []),
    );
    if (found.length === 0) return;
    const Delete = { Objects: found, Quiet: true };
    const removed = await callBucket(() => s3.send(new DeleteObjectsCommand({ Bucket, Delete })));
    const [failed] = removed?.Errors ?? [];
    if (failed) throw new Error(`The bucket did not remove a version: ${failed.Code}.`);
  }
}
