import { GetObjectAttributesCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName, told } from '../test-server.ts';

let testServer: TestServer;
const key = 'folder/ü 1.txt';
beforeAll(async () => {
  testServer = await TestServer.start();
  await testServer.put(key, '0123456789', {
    ContentType: 'text/plain',
    Metadata: { owner: 'me' },
    CacheControl: 'no-store',
    Tagging: 'a=1&b=2',
  });
});
afterAll(() => testServer.close());

const get = async (headers: Record<string, string> = {}, options = {}, method = 'GET') =>
  testServer.raw(
    method,
    await testServer.presign(
      method === 'GET'
        ? new GetObjectCommand({ Bucket: testBucketName, Key: key, ...options })
        : new HeadObjectCommand({ Bucket: testBucketName, Key: key, ...options }),
    ),
    headers,
  );

describe('GetObject', () => {
  it('an object with metadata, gives all of it', async () => {
    const { status, headers, body } = await get();
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '0123456789' });
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '10',
      'cache-control': 'no-store',
      'x-amz-meta-owner': 'me',
      'x-amz-tagging-count': '2',
      'accept-ranges': 'bytes',
      etag: '"781e5e245d69b566979b86e28d23f2c7"',
    });
    expect(headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/);
  });

  it('a range, answers 206', async () => {
    const answer = await get({ range: 'bytes=2-4' });
    expect([answer.status, answer.headers['content-range'], answer.body.toString()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(answer.headers['content-length']).toBe('3');
    expect(told(await get({ range: 'bytes=10-' }))).toBe('416 InvalidRange');
  });

  it('If-Range, answers 206 only for the same version', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await get()).headers;
    for (const [condition, status] of [
      [etag, 206],
      [modified, 206],
      ['"other"', 200],
      ['Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ] as const) {
      expect((await get({ range: 'bytes=2-4', 'if-range': condition })).status).toBe(status);
    }
  });

  it('several conditions, follows the order of RFC 9110', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await get()).headers;
    const [past, future] = ['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT'];
    for (const [headers, expected] of [
      [{ 'if-none-match': etag }, '304'],
      [{ 'if-none-match': `"x", ${etag}` }, '304'],
      [{ 'if-none-match': '"x"', 'if-modified-since': future }, '200'],
      [{ 'if-modified-since': modified }, '304'],
      [{ 'if-modified-since': past }, '200'],
      [{ 'if-modified-since': 'nonsense' }, '200'],
      [{ 'if-match': '"x"' }, '412 PreconditionFailed'],
      [{ 'if-match': etag, 'if-unmodified-since': past }, '200'],
      [{ 'if-unmodified-since': past }, '412 PreconditionFailed'],
    ] as const) {
      expect(told(await get(headers))).toBe(expected);
    }
  });

  it('response headers in a signed URL, overrides them without a line break', async () => {
    const answer = await get(
      {},
      { ResponseContentDisposition: 'attachment; filename="ä.txt"', ResponseCacheControl: 'private' },
    );
    expect(told(answer)).toBe('200');
    expect(answer.headers).toMatchObject({
      'content-disposition': 'attachment; filename="ä.txt"',
      'cache-control': 'private',
      'content-type': 'text/plain',
    });
    expect(told(await get({}, { ResponseContentDisposition: 'x\r\nset-cookie: a=b' }))).toBe('400 InvalidArgument');
    expect(told(await get({}, { ResponseContentDisposition: 'filename="日.txt"' }))).toBe('400 InvalidArgument');
  });

  it('x-amz-checksum-mode, gives the checksum', async () => {
    expect((await get({}, {}, 'HEAD')).headers['x-amz-checksum-crc32']).toBeUndefined();
    expect((await get({}, { ChecksumMode: 'ENABLED' })).headers['x-amz-checksum-crc32']).toBe('poTHxg==');
  });

  it('no such key or bucket, names which it is', async () => {
    expect(await outcome(testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key: 'none' })))).toBe(
      '404 NoSuchKey',
    );
    expect(await outcome(testServer.client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'none' })))).toBe(
      '404 NoSuchBucket',
    );
  });
});

describe('HeadObject', () => {
  it('an object, answers as GetObject without a body', async () => {
    const [head, body] = [await get({}, { ChecksumMode: 'ENABLED' }, 'HEAD'), await get()];
    const { date: _, 'x-amz-request-id': __, connection: ___, ...headers } = body.headers;
    expect(head.headers).toMatchObject(headers);
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(
      (
        await testServer.raw(
          'HEAD',
          await testServer.presign(new HeadObjectCommand({ Bucket: testBucketName, Key: 'none' })),
        )
      ).status,
    ).toBe(404);
  });
});

it('GetObjectAttributes, an object, gives size, ETag and checksum', async () => {
  const attributes = await testServer.client.send(
    new GetObjectAttributesCommand({
      Bucket: testBucketName,
      Key: key,
      ObjectAttributes: ['ObjectSize', 'Checksum', 'ETag'],
    }),
  );
  expect(attributes).toMatchObject({
    ObjectSize: 10,
    ETag: '781e5e245d69b566979b86e28d23f2c7',
    Checksum: { ChecksumCRC32: 'poTHxg==' },
  });
});
