import {
  CreateBucketCommand,
  type LifecycleRule,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { type BucketClient, callBucket } from './bucket-client.ts';
import { exportPrefix } from './export-objects.ts';
import { pendingTag } from './pending-tag.ts';
import { spillPrefix } from './spill-objects.ts';

/** The headers of the bucket's responses that a page may read, beside those that every page may. */
export const exposedHeaders = ['ETag'] as const;

/**
 * Prepares a bucket on this machine as `template.yaml` prepares one of a deployment. The bucket exists, our pages may
 * reach it, and it has the lifecycle rules.
 */
export async function prepareBucket({ s3, name: Bucket }: BucketClient, origins: readonly string[]): Promise<void> {
  await createIfMissing({ s3, Bucket });
  const CORSRules = [
    {
      AllowedOrigins: [...origins],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
      // Our own script does not read it; upload libraries such as Uppy take a part for lost without a readable ETag.
      ExposeHeaders: [...exposedHeaders],
      MaxAgeSeconds: 3000,
    },
  ];
  await callBucket(() => s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } })));
  const LifecycleConfiguration = { Rules: lifecycleRules };
  await callBucket(() => s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration })));
}

/**
 * The lifecycle rules that remove objects without further use; `template.yaml` has the same, and a test compares the
 * two.
 */
export const lifecycleRules: LifecycleRule[] = [
  {
    ID: 'remove-what-was-never-submitted',
    Status: 'Enabled',
    Filter: { Tag: { Key: pendingTag.key, Value: pendingTag.value } },
    // A user may submit an upload for a day; the second day keeps the rule away from uploads that are being accepted.
    Expiration: { Days: 2 },
  },
  {
    ID: 'abort-unfinished-uploads',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
  {
    ID: 'remove-spills',
    Status: 'Enabled',
    Filter: { Prefix: spillPrefix },
    // The redirect to a spilled response is valid for minutes; a day is the shortest lifetime in S3.
    Expiration: { Days: 1 },
  },
  {
    ID: 'remove-exports',
    Status: 'Enabled',
    Filter: { Prefix: exportPrefix },
    // People may fetch an export for a day after it was made; the rule acts at the first midnight after that.
    Expiration: { Days: 1 },
  },
];

async function createIfMissing({ s3, Bucket }: { s3: BucketClient['s3']; Bucket: string }): Promise<void> {
  try {
    await callBucket(() => s3.send(new CreateBucketCommand({ Bucket })));
  } catch (error) {
    if (!(error instanceof Error && /BucketAlready(OwnedByYou|Exists)/.test(error.name))) throw error;
  }
}
