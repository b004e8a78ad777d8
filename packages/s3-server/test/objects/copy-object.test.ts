import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName, uniqueKey } from '../test-server.ts';

let testServer: TestServer;
const source = 'pending/ü x+1.bin';
const CopySource = `${testBucketName}/${source.split('/').map(encodeURIComponent).join('/')}`;
let etag: string | undefined;
beforeAll(async () => {
  testServer = await TestServer.start();
  etag = (
    await testServer.put(source, 'bytes', {
      ContentType: 'image/png',
      Metadata: { state: 'pending' },
      Tagging: 'state=pending',
    })
  ).ETag;
});
afterAll(() => testServer.close());

const copy = (Key: string, more: object = {}) =>
  testServer.client.send(new CopyObjectCommand({ Bucket: testBucketName, Key, CopySource, ...more }));
const get = (Key: string) =>
  testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key, ChecksumMode: 'ENABLED' }));

describe('CopyObject', () => {
  it('an object, copies bytes, metadata, tags and checksum', async () => {
    const key = uniqueKey();
    expect((await copy(key)).CopyObjectResult?.ETag).toBe(etag);
    const object = await get(key);
    expect(object).toMatchObject({
      ContentType: 'image/png',
      Metadata: { state: 'pending' },
      TagCount: 1,
      ChecksumCRC32: (await get(source)).ChecksumCRC32,
    });
    expect(await object.Body?.transformToString()).toBe('bytes');
  });

  it('the directive REPLACE, stores other metadata and tags', async () => {
    const key = uniqueKey();
    await copy(key, {
      MetadataDirective: 'REPLACE',
      ContentType: 'image/webp',
      Metadata: { state: 'kept' },
      TaggingDirective: 'REPLACE',
      Tagging: 'state=kept',
    });
    expect(await get(key)).toMatchObject({ ContentType: 'image/webp', Metadata: { state: 'kept' } });
    const { TagSet } = await testServer.client.send(new GetObjectTaggingCommand({ Bucket: testBucketName, Key: key }));
    expect(TagSet).toEqual([{ Key: 'state', Value: 'kept' }]);
  });

  it('a source that is overwritten later, keeps the copy', async () => {
    const [first, second] = [uniqueKey(), uniqueKey()];
    await testServer.put(first, 'bytes');
    await copy(second, { CopySource: `${testBucketName}/${first}` });
    await testServer.put(first, 'other');
    expect(await (await get(second)).Body?.transformToString()).toBe('bytes');
  });

  it('an object of parts, shares its bytes on disk and has an ETag that is no MD5', async () => {
    const [parted, key] = [uniqueKey(), uniqueKey()];
    const at = { Bucket: testBucketName, Key: parted };
    const { UploadId } = await testServer.client.send(new CreateMultipartUploadCommand(at));
    const part = { ...at, UploadId, PartNumber: 1, Body: 'a part' };
    const { ETag } = await testServer.client.send(new UploadPartCommand(part));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const whole = await testServer.client.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }),
    );
    const blobs = join(testServer.dataDir, 'buckets', testBucketName, 'blobs');
    const inodes = async () =>
      new Set((await Promise.all((await readdir(blobs)).map((name) => stat(join(blobs, name))))).map(({ ino }) => ino));
    const before = await inodes();
    const { CopyObjectResult: copied } = await copy(key, { CopySource: `${testBucketName}/${parted}` });
    expect(await inodes()).toEqual(before);
    expect(copied?.ETag).toMatch(/^"[0-9a-f]{32}-1"$/);
    expect(copied?.ETag).not.toBe(whole.ETag);
    expect(copied).toMatchObject({ ChecksumCRC64NVME: whole.ChecksumCRC64NVME, ChecksumType: 'FULL_OBJECT' });
    await testServer.client.send(new DeleteObjectCommand(at));
    expect(await (await get(key)).Body?.transformToString()).toBe('a part');
  });

  it('a composite checksum, becomes that of the whole', async () => {
    const [parted, key] = [uniqueKey(), uniqueKey()];
    const at = { Bucket: testBucketName, Key: parted };
    const { UploadId } = await testServer.client.send(
      new CreateMultipartUploadCommand({ ...at, ChecksumAlgorithm: 'SHA256' }),
    );
    const { $metadata: _, ...part } = await testServer.client.send(
      new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'a part', ChecksumAlgorithm: 'SHA256' }),
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ...part }] };
    await testServer.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }));
    const { CopyObjectResult: copied } = await copy(key, { CopySource: `${testBucketName}/${parted}` });
    expect(copied).toMatchObject({
      ChecksumSHA256: createHash('sha256').update('a part').digest('base64'),
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it('another checksum algorithm, stores that checksum', async () => {
    const key = uniqueKey();
    await copy(key, { ChecksumAlgorithm: 'SHA256' });
    expect((await get(key)).ChecksumSHA256).toBe(createHash('sha256').update('bytes').digest('base64'));
  });

  it.each([
    [{ CopySource: `${testBucketName}/none` }, '404 NoSuchKey'],
    [{ CopySource: 'nowhere/none' }, '404 NoSuchBucket'],
    [{ CopySource: 'nonsense' }, '400 InvalidArgument'],
    [{ CopySource: `${CopySource}?versionId=1` }, '400 InvalidArgument'],
    [{ CopySourceIfMatch: '"00000000000000000000000000000000"' }, '412 PreconditionFailed'],
    [{ CopySourceIfModifiedSince: new Date('2099-01-01') }, '412 PreconditionFailed'],
    [{ CopySourceIfUnmodifiedSince: new Date('2000-01-01') }, '412 PreconditionFailed'],
    [{ Key: source }, '400 InvalidRequest'],
    [{ MetadataDirective: 'MERGE' }, '400 InvalidArgument'],
  ])('with %o, is refused', async (more, expected) => {
    expect(await outcome(copy(uniqueKey(), more))).toBe(expected);
  });

  it('x-amz-copy-source-if-match, copies only that version', async () => {
    expect(await outcome(copy(uniqueKey(), { CopySourceIfMatch: etag }))).toBe('200');
    expect(await outcome(copy(uniqueKey(), { CopySourceIfNoneMatch: etag }))).toBe('412 PreconditionFailed');
  });

  it('onto itself, replaces the metadata', async () => {
    const key = uniqueKey();
    await testServer.put(key, 'mine');
    await copy(key, {
      CopySource: `${testBucketName}/${key}`,
      MetadataDirective: 'REPLACE',
      Metadata: { seen: 'yes' },
    });
    const object = await get(key);
    expect(object.Metadata).toEqual({ seen: 'yes' });
    expect(await object.Body?.transformToString()).toBe('mine');
  });
});
