import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import { readCorsRules, writeCorsRules } from './cors-rule.ts';
import { readLifecycleRules, writeLifecycleRules } from './lifecycle-rule.ts';

/** Answers GetBucketCors. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export function getCors({ bucket }: Call): Answer {
  const { cors } = bucket.settings;
  if (!cors) throw new S3Error('NoSuchCORSConfiguration', undefined, { BucketName: bucket.name });
  return xmlAnswer('CORSConfiguration', writeCorsRules(cors));
}

/** Answers PutBucketCors. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export async function putCors(call: Call): Promise<Answer> {
  const { bucket } = call;
  const cors = readCorsRules(await readDocument(call.payload()));
  await bucket.change((settings) => ({ ...settings, cors }));
  return { status: 200 };
}

/** Answers DeleteBucketCors. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export async function deleteCors({ bucket }: Call): Promise<Answer> {
  await bucket.change(({ cors: _, ...rest }) => rest);
  return { status: 204 };
}

/**
 * Answers GetBucketLifecycleConfiguration. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html
 */
export function getLifecycle({ bucket }: Call): Answer {
  const { lifecycle } = bucket.settings;
  if (!lifecycle) throw new S3Error('NoSuchLifecycleConfiguration', undefined, { BucketName: bucket.name });
  return xmlAnswer('LifecycleConfiguration', writeLifecycleRules(lifecycle));
}

/**
 * Answers PutBucketLifecycleConfiguration. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
 */
export async function putLifecycle(call: Call): Promise<Answer> {
  const { bucket } = call;
  const lifecycle = readLifecycleRules(await readDocument(call.payload()));
  await bucket.change((settings) => ({ ...settings, lifecycle }));
  return { status: 200 };
}

/**
 * Answers DeleteBucketLifecycle. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html
 */
export async function deleteLifecycle({ bucket }: Call): Promise<Answer> {
  await bucket.change(({ lifecycle: _, ...rest }) => rest);
  return { status: 204 };
}
