import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbeddedBucket } from '../../src/server.ts';
import { first, minPartBytes, whole } from '../multipart/use-uploads.ts';
import { credentials } from '../test-server.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sluice-bucket-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const [Bucket, Key] = ['test', 'assembled'];
const clientOf = (endpoint: string) =>
  new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials });

it('SIGKILL among copies of parts, loses no part that was acknowledged and leaves no file without a record', async () => {
  const child = fork(join(import.meta.dirname, '../../src/main.ts'), ['--dir', dataDir], {
    execArgv: ['--import', 'tsx'],
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }]; // the message of main.ts
  const doomed = clientOf(endpoint);
  await doomed.send(new CreateBucketCommand({ Bucket }));
  await doomed.send(new PutObjectCommand({ Bucket, Key: 'source', Body: whole }));
  const { UploadId } = await doomed.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const acknowledged = new Map<number, string | undefined>();
  const killed = once(child, 'exit');
  const copies = Array.from({ length: 60 }, async (_, index) => {
    const part = { Bucket, Key, UploadId, PartNumber: index + 1 };
    const CopySourceRange = `bytes=0-${minPartBytes - 1}`;
    const copy = new UploadPartCopyCommand({ ...part, CopySource: `${Bucket}/source`, CopySourceRange });
    const copied = await doomed.send(copy);
    acknowledged.set(part.PartNumber, copied.CopyPartResult?.ETag);
    if (acknowledged.size === 20) child.kill('SIGKILL');
  });
  await Promise.allSettled(copies);
  expect(await killed).toEqual([null, 'SIGKILL']);
  doomed.destroy();

  const restarted = await startEmbeddedBucket({ dataDir, credentials });
  const client = clientOf(restarted.endpoint);
  const { Parts = [] } = await client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
  const found = new Map(Parts.map(({ PartNumber = 0, ETag }) => [PartNumber, ETag]));
  for (const [number, etag] of acknowledged) expect(found.get(number)).toBe(etag);
  expect((await readdir(join(dataDir, 'buckets', Bucket, 'blobs'))).length).toBe(1 + Parts.length);

  await client.send(new DeleteObjectCommand({ Bucket, Key: 'source' }));
  const MultipartUpload = { Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) };
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
  const { Body, ContentRange } = await client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=-5' }));
  expect(ContentRange).toMatch(`/${Parts.length * minPartBytes}`);
  expect(await Body?.transformToString()).toBe(String(first.subarray(-5)));
  client.destroy();
  await restarted.close();
});
