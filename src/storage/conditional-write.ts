import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import { graceMs } from './spill-times.ts';

/**
 * Runs one conditional write. False when the condition does not hold (412), somebody else is just writing there
 * (409), or what it is about is gone (404): all of them may also be the answer to the second try of a write whose first
 * one has worked, so look what is there.
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

/** Whether there is an object at the key. */
export async function objectExists(
  { s3, name: Bucket }: BucketClient,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  const command = new HeadObjectCommand({ Bucket, Key: key });
  return (await callBucket(() => s3.send(command, { abortSignal: signal }))) !== undefined;
}

/**
 * A signal that follows another one with some grace: for calls that make something, of which one should know whether
 * they have, so that it can be taken back.
 */
export function abortAfterGrace(signal: AbortSignal): AbortSignal {
  if (signal.aborted) return signal;
  const controller = new AbortController();
  const follow = () => setTimeout(() => controller.abort(signal.reason), graceMs).unref();
  signal.addEventListener('abort', follow, { once: true });
  return controller.signal;
}
