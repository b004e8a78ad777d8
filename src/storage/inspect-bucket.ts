import {
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  ListObjectsV2Command,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { BucketUnavailable } from '../problems/errors.ts';
import { type BucketClient, callBucket } from './bucket-client.ts';
import { pendingTag } from './pending-tag.ts';
import { lifecycleRules } from './prepare-bucket.ts';

/** The error codes of S3 for credentials that are unknown, do not fit, or have expired. */
const notAccepted = /^(InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|TokenRefreshRequired)$/;

/** Returns the expiry of the credentials; undefined when they do not expire. */
export async function credentialsExpireAt({ s3 }: BucketClient): Promise<Date | undefined> {
  return (await s3.config.credentials()).expiration;
}

/**
 * Returns S3's code for a signature that it rejects, or undefined when it accepts it. The request is for an object that
 * does not exist: S3 responds to that (not found, or no permission to know) only after it has verified the signature.
 */
export async function signatureProblem({ s3, name: Bucket }: BucketClient): Promise<string | undefined> {
  try {
    await callBucket(() => s3.send(new GetObjectCommand({ Bucket, Key: 'files/nothing' })));
    return undefined;
  } catch (error) {
    if (error instanceof S3ServiceException && notAccepted.test(error.name)) return error.name;
    if (error instanceof S3ServiceException) return undefined;
    throw error;
  }
}

/** Returns those of the four settings against public access that are off; null when they cannot be read. */
export async function findPublicAccess({ s3, name: Bucket }: BucketClient): Promise<readonly string[] | null> {
  try {
    const response = await callBucket(() => s3.send(new GetPublicAccessBlockCommand({ Bucket })));
    const settings = response?.PublicAccessBlockConfiguration ?? {};
    const names = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
    return names.filter((name) => settings[name] !== true);
  } catch (error) {
    if (isUnsupported(error)) return null;
    throw error;
  }
}

/** Returns the names of our lifecycle rules without an equivalent in the bucket; null when they cannot be read. */
export async function missingLifecycleRules({ s3, name: Bucket }: BucketClient): Promise<readonly string[] | null> {
  try {
    const response = await callBucket(() => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })));
    const there = new Set((response?.Rules ?? []).map(contentOf));
    return lifecycleRules.filter((rule) => !there.has(contentOf(rule))).map((rule) => rule.ID ?? '');
  } catch (error) {
    if (isUnsupported(error)) return null;
    throw error;
  }
}

/** The number of newest objects whose tags are read; a scanner tags files when they arrive. */
const sampleSize = 20;

/** Returns the keys of tags on files that other software has written; null when they cannot be read. */
export async function foreignTags({ s3, name: Bucket }: BucketClient): Promise<readonly string[] | null> {
  try {
    const listed = await callBucket(() => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'files/' })));
    const newest = (listed?.Contents ?? [])
      .toSorted((one, other) => (other.LastModified?.getTime() ?? 0) - (one.LastModified?.getTime() ?? 0))
      .slice(0, sampleSize);
    const responses = await Promise.all(
      newest.map(({ Key }) => callBucket(() => s3.send(new GetObjectTaggingCommand({ Bucket, Key })))),
    );
    const keys = responses.flatMap((response) => response?.TagSet ?? []).map(({ Key = '' }) => Key);
    return [...new Set(keys)].filter((key) => key !== pendingTag.key).toSorted();
  } catch (error) {
    if (isUnsupported(error)) return null;
    throw error;
  }
}

/**
 * Returns the effect of a lifecycle rule, in a form that can be compared. A filter can stand in three places, and a
 * rule without one means all objects.
 */
function contentOf({ Status, Filter, Prefix, Expiration, AbortIncompleteMultipartUpload }: LifecycleRule): string {
  const prefix = Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? '';
  const tags = Filter?.And?.Tags ?? (Filter?.Tag ? [Filter.Tag] : []);
  const tagTexts = tags.map(({ Key, Value }) => `${Key}=${Value}`).toSorted();
  const acts = [Expiration?.Days ?? null, AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null];
  return JSON.stringify([Status, prefix, tagTexts, acts]);
}

/** True when the bucket does not know the call, or rejects it for lack of permission. */
function isUnsupported(error: unknown): boolean {
  const response = error instanceof BucketUnavailable ? error.cause : error;
  return (
    response instanceof S3ServiceException && /^(NotImplemented|MethodNotAllowed|AccessDenied)$/.test(response.name)
  );
}
