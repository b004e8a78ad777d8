import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import { graceMs } from './spill-times.ts';

/**
 * Runs one conditional write, and returns false on 412, 409 or 404. The condition does not hold (412), another write to
 * the key is going on (409), or the object of the condition is gone (404). A retry of a write that had succeeded also
 * gets these, so check if the object exists.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function writeIfConditionHolds(write: () => Promise<object>): Promise<boolean> {
  try {
    return (await callBucket(write)) !== undefined;
  } catch (error) {
    if (hasStatus(error, 412, 409)) return false;
    throw error;
  }
}

/** True when there is an object at the key. */
export async function objectExists(
  { s3, name: Bucket }: BucketClient,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  const command = new HeadObjectCommand({ Bucket, Key: key });
  return (await callBucket(() => s3.send(command, { abortSignal: signal }))) !== undefined;
}

/**
 * Returns a signal that follows another one after some grace. It is for calls that create an object: the caller then
 * learns if they did, and can remove it.
 */
export function abortAfterGrace(signal: AbortSignal): AbortSignal {
  if (signal.aborted) return signal;
  const controller = new AbortController();
  const follow = () => setTimeout(() => controller.abort(signal.reason), graceMs).unref();
  signal.addEventListener('abort', follow, { once: true });
  return controller.signal;
}
