import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { BucketUnavailable } from '../../src/problems/errors.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';

const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
const client = createBucketClient({ bucketName: 'files', region: 'us-east-1', s3Endpoint: undefined, credentials });
const bucket = createBucket(client, () => new Date());
const s3 = mockClient(client.s3);
beforeEach(() => s3.reset());

const answer = (name: string, httpStatusCode: number) =>
  new S3ServiceException({
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
    message: name,
  });
const noConnection = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });

describe('createBucket', () => {
  it('the bucket, a missing object, is missing only when the bucket says so', async () => {
    s3.on(HeadObjectCommand).rejects(answer('NotFound', 404));
    expect(await bucket.head('files/x')).toBeUndefined();
  });

  it.each([
    ['throttles', answer('SlowDown', 503)],
    ['has a fault', answer('InternalError', 500)],
    ['asks for patience', answer('TooManyRequests', 429)],
    ['cannot be reached', noConnection],
  ])('the bucket, one that %s, throws BucketUnavailable', async (_what, error) => {
    s3.onAnyCommand().rejects(error);
    await expect(bucket.head('files/x')).rejects.toBeInstanceOf(BucketUnavailable);
    await expect(bucket.readRange('files/x', '"1"', 0, 10)).rejects.toBeInstanceOf(BucketUnavailable);
    await expect(bucket.removePendingTag('files/x')).rejects.toBeInstanceOf(BucketUnavailable);
    await expect(bucket.remove('files/x')).rejects.toBeInstanceOf(BucketUnavailable);
    await expect(bucket.probe()).rejects.toBeInstanceOf(BucketUnavailable);
  });

  it('the bucket, a denied request, is a defect of ours and no outage', async () => {
    s3.on(HeadObjectCommand).rejects(answer('AccessDenied', 403));
    await expect(bucket.head('files/x')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('the bucket, an object changed between two requests, says so', async () => {
    s3.on(GetObjectCommand).rejects(answer('PreconditionFailed', 412));
    expect(await bucket.readRange('files/x', '"1"', 0, 10)).toBeUndefined();
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toMatchObject({ IfMatch: '"1"', Range: 'bytes=0-9' });
  });

  it('the bucket, a checksum of parts, counts only when it is of the whole object', async () => {
    const object = {
      ContentLength: 14,
      ContentType: 'text/plain',
      ETag: '"1"',
      ChecksumSHA256: 's',
      ChecksumCRC32: 'c',
    };
    s3.on(HeadObjectCommand).resolves({ ...object, ChecksumType: 'FULL_OBJECT' });
    expect(await bucket.head('files/x')).toMatchObject({ size: 14, etag: '"1"', sha256: 's', crc32: 'c' });
    s3.on(HeadObjectCommand).resolves({ ...object, ChecksumType: 'COMPOSITE' });
    expect(await bucket.head('files/x')).toMatchObject({ size: 14, sha256: null, crc32: null });
  });

  it('the bucket, a missing object, is deleted without an error', async () => {
    s3.on(DeleteObjectCommand).rejects(answer('NoSuchKey', 404));
    await expect(bucket.remove('files/x')).resolves.toBeUndefined();
    s3.on(HeadBucketCommand).rejects(answer('NotFound', 404));
    expect(await bucket.probe()).toBe('missing');
    s3.on(HeadBucketCommand).resolves({});
    expect(await bucket.probe()).toBe('ok');
  });
});
