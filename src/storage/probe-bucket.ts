import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { ProbeResult } from '../health/probe.ts';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';

/**
 * Probes the bucket with a HEAD, which has no body: the status must tell everything.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export async function probeBucket({ s3, name: Bucket }: BucketClient, abortSignal?: AbortSignal): Promise<ProbeResult> {
  const options = abortSignal ? { abortSignal } : {};
  try {
    const response = await callBucket(() => s3.send(new HeadBucketCommand({ Bucket }), options));
    return response === undefined ? 'missing' : 'ok';
  } catch (error) {
    if (hasStatus(error, 403)) return 'forbidden';
    if (hasStatus(error, 301, 400)) return 'wrong-region';
    throw error;
  }
}
