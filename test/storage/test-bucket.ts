import { GetObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Bucket, createBucket } from '../../src/storage/bucket.ts';
import { type BucketClient, createBucketClient } from '../../src/storage/bucket-client.ts';
import { prepareBucket } from '../../src/storage/prepare-bucket.ts';
import { newId } from '../../src/values/id.ts';
import { startTestS3 } from '../support/test-s3.ts';
import { type SignedRequest, sendTo, sha256 } from '../support/uploading.ts';

/** Our side of a bucket on any S3, without the app: what the tests of `storage/` run against. */
export interface TestBucket {
  readonly bucket: Bucket;
  readonly client: BucketClient;
  readonly s3: S3Client;
  /**
   * Whether this S3 proves checksums. One that does not takes what it should refuse, and then nothing may be claimed.
   */
  readonly keepsChecksums: boolean;
  /** Whether it does all that S3 does and we ask for. A test that can expect less of another one says so. */
  readonly isLikeS3: boolean;
  /** Stores bytes through a presigned PUT, and answers with their key. */
  put(content: Uint8Array<ArrayBuffer>, contentType?: string): Promise<string>;
  /** All of an object, fetched through a presigned GET. */
  read(key: string): Promise<Uint8Array>;
  tagsOf(key: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export const newKey = (): string => `files/${newId()}`;

export async function startTestBucket(): Promise<TestBucket> {
  const clock = () => new Date();
  const underTest = await startTestS3({ clock });
  const client = createBucketClient(underTest.settings);
  await prepareBucket(client, ['http://localhost:3000']);
  const bucket = createBucket(client, clock);
  const { s3, name: Bucket } = client;
  return {
    bucket,
    client,
    s3,
    keepsChecksums: underTest.keepsChecksums,
    isLikeS3: underTest.keepsChecksums,
    async put(content, contentType = 'text/plain') {
      const key = newKey();
      const terms = { contentType, size: content.length, sha256: sha256(content) };
      await sent(await bucket.presignPut(key, terms), content);
      return key;
    },
    async read(key) {
      const terms = { method: 'GET', contentDisposition: 'attachment', contentType: 'text/plain' } as const;
      const response = await fetch((await bucket.presignDownload(key, terms)).url);
      if (!response.ok) throw new Error(`The bucket refused: ${response.status} ${await response.text()}`);
      return response.bytes();
    },
    async tagsOf(key) {
      const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: key }));
      return Object.fromEntries(TagSet.map((tag) => [tag.Key, tag.Value]));
    },
    close: underTest.close,
  };
}

/** Sends what was signed, which must work. */
export async function sent(request: SignedRequest, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await sendTo(request, content);
  if (!response.ok) throw new Error(`The bucket refused: ${response.status} ${await response.text()}`);
}

/** The code in the document with which S3 refuses. */
export async function codeOf(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)</.exec(await response.text())?.[1];
}
