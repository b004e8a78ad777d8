import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedBucketOptions, startEmbeddedBucket } from '../../packages/s3-server/src/server.ts';
import type { Config } from '../../src/config.ts';

/**
 * The S3 that tests run against: an embedded one of their own, or the one that `AWS_ENDPOINT_URL_S3` names (`npm run
 * test:s3`).
 */
export interface TestS3 {
  readonly settings: Pick<Config, 's3Endpoint' | 'bucketName' | 'region' | 'credentials'>;
  /** Whether it proves checksums. Ceph 16 does not, and then nothing may be claimed. */
  readonly keepsChecksums: boolean;
  /** Carries out lifecycle rules now; an independent server has its own time for that. */
  applyLifecycle(): Promise<void>;
  close(): Promise<void>;
}

type Faults = Pick<EmbeddedBucketOptions, 'intercept' | 'clock'>;

export function startTestS3(faults: Faults = {}): Promise<TestS3> {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  return endpoint === undefined ? startEmbedded(faults) : Promise.resolve(useOther(endpoint));
}

async function startEmbedded(faults: Faults): Promise<TestS3> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bucket-'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' };
  const bucket = await startEmbeddedBucket({ dataDir: folder, credentials, ...faults });
  return {
    settings: { s3Endpoint: bucket.endpoint, bucketName: 'sluice', region: 'us-east-1', credentials },
    keepsChecksums: true,
    applyLifecycle: bucket.applyLifecycle,
    async close() {
      await bucket.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function useOther(s3Endpoint: string): TestS3 {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_REGION } = process.env;
  return {
    settings: {
      s3Endpoint,
      bucketName: `sluice-test-${randomBytes(6).toString('hex')}`,
      region: AWS_REGION ?? 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
    },
    keepsChecksums: process.env.S3_KEEPS_CHECKSUMS === 'yes',
    applyLifecycle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
