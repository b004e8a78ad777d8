import { createHash } from 'node:crypto';
import { CopyObjectCommand, GetObjectCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3';
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
