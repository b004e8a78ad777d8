import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ChecksumAlgorithm, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Signing, sha256, signedChunks, signedHeaders } from '../signer.ts';
import { outcome, TestServer, testBucketName, told, uniqueKey } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

let key: string;
beforeEach(() => {
  key = uniqueKey();
});

const stored = async () => {
  const { Body } = await testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const signed = (headers: Record<string, string>, signing: Signing = {}) =>
  signedHeaders(testServer.endpoint, 'PUT', `/${testBucketName}/${key}`, headers, signing);
const send = (headers: Record<string, string | number>, body: string | Buffer | Readable) =>
  testServer.raw('PUT', `/${testBucketName}/${key}`, headers, body);

describe('PutObject, a body of the SDK', () => {
  it.each<ChecksumAlgorithm>(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])(
    'with %s is verified, kept and told',
    async (ChecksumAlgorithm) => {
      const put = await testServer.put(key, 'hello', { ChecksumAlgorithm });
      const head = await testServer.client.send(
        new HeadObjectCommand({ Bucket: testBucketName, Key: key, ChecksumMode: 'ENABLED' }),
      );
      expect(head[`Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32']).toBe(
        put[`Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32'],
      );
      expect(head.ChecksumType).toBe('FULL_OBJECT');
    },
  );

  it('in chunks with a trailer, is stored as the bytes alone', async () => {
    const bytes = Buffer.alloc(300_000, 'abc');
    await testServer.put(key, 'old');
    const body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    const put = testServer.client.send(
      new PutObjectCommand({
        Bucket: testBucketName,
        Key: key,
        Body: body,
        ContentLength: bytes.length,
        ContentEncoding: 'gzip',
      }),
    );
    expect(await outcome(put)).toBe('200');
    expect((await stored()).equals(bytes)).toBe(true);
    const head = await testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key: key }));
    expect(head.ContentEncoding).toBe('gzip');
  });

  it('without a checksum, gets the one that S3 adds', async () => {
    const url = await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: key }));
    const answer = await testServer.raw('PUT', url, {}, '123456789');
    expect(Buffer.from(String(answer.headers['x-amz-checksum-crc64nvme']), 'base64').toString('hex')).toBe(
      'ae8b14860a799888',
    );
    expect(answer.headers.etag).toBe(`"${createHash('md5').update('123456789').digest('hex')}"`);
  });
});

describe('PutObject, a body unlike its headers', () => {
  it.each([
    [{ 'content-md5': createHash('md5').update('other').digest('base64') }, '400 BadDigest'],
    [{ 'content-md5': 'nonsense' }, '400 InvalidDigest'],
    [{ 'x-amz-checksum-crc32': 'AAAAAA==' }, '400 BadDigest'],
    [{ 'x-amz-checksum-crc32': 'AAAA' }, '400 InvalidRequest'],
    [{ 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, '400 BadDigest'],
    [{ 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-checksum-crc32c': 'AAAAAA==' }, '400 InvalidRequest'],
    [{ 'x-amz-sdk-checksum-algorithm': 'SHA256' }, '400 InvalidRequest'],
    [{ 'x-amz-trailer': 'x-amz-checksum-crc32' }, '400 InvalidRequest'],
    [{ 'content-encoding': 'aws-chunked' }, '400 InvalidRequest'],
  ])('%o, is refused and leaves the old object', async (headers, expected) => {
    await testServer.put(key, 'old');
    expect(told(await send({ ...signed(headers), 'content-length': 5 }, 'hello'))).toBe(expected);
    expect((await stored()).toString()).toBe('old');
  });

  it('without a length, is refused', async () => {
    expect(told(await send({ ...signed({}), 'transfer-encoding': 'chunked' }, 'hello'))).toBe(
      '411 MissingContentLength',
    );
  });

  it('larger than 5 GiB, is refused before it is sent', async () => {
    expect(told(await send({ ...signed({}), 'content-length': 5 * 1024 ** 3 + 1 }, Readable.from([])))).toBe(
      '400 EntityTooLarge',
    );
  });
});

describe('PutObject, a signed stream', () => {
  const chunks = [Buffer.alloc(8192, 'a'), Buffer.from('the end')];
  const length = { 'x-amz-decoded-content-length': '8199', 'content-encoding': 'aws-chunked' };
  const plain = { payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
  const trailing = { payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' };
  const trailer = `x-amz-checksum-sha256:${Buffer.from(sha256(Buffer.concat(chunks)), 'hex').toString('base64')}`;

  it('of several chunks, is verified chunk by chunk', async () => {
    const headers = signed(length, plain);
    expect(told(await send(headers, signedChunks(headers, chunks)))).toBe('200');
    expect((await stored()).equals(Buffer.concat(chunks))).toBe(true);
  });

  it('with a trailer, is verified with it', async () => {
    const headers = signed({ ...length, 'x-amz-trailer': 'x-amz-checksum-sha256' }, trailing);
    expect(told(await send(headers, signedChunks(headers, chunks, trailer)))).toBe('200');
  });

  it('with a changed, exchanged or unsigned chunk, is refused', async () => {
    const headers = signed(length, plain);
    const right = signedChunks(headers, chunks);
    const changed = Buffer.from(right);
    changed[200] = 98;
    expect(told(await send(headers, changed))).toBe('403 SignatureDoesNotMatch');
    expect(
      told(
        await send(headers, Buffer.from(right.toString('latin1').replace(/;chunk-signature=[0-9a-f]+/g, ''), 'latin1')),
      ),
    ).toBe('400 IncompleteBody');
    const other = signed(length, { ...plain, date: new Date(Date.now() - 5000) });
    expect(told(await send(headers, signedChunks(other, chunks)))).toBe('403 SignatureDoesNotMatch');
  });

  it('with a changed trailer, is refused', async () => {
    const headers = signed({ ...length, 'x-amz-trailer': 'x-amz-checksum-sha256' }, trailing);
    const body = signedChunks(headers, chunks, trailer)
      .toString('latin1')
      .replace(trailer, `x-amz-checksum-sha256:${'A'.repeat(43)}=`);
    expect(told(await send(headers, Buffer.from(body, 'latin1')))).toBe('403 SignatureDoesNotMatch');
  });

  it('with another length than declared, is refused', async () => {
    for (const declared of ['8198', '8200']) {
      const headers = signed({ ...length, 'x-amz-decoded-content-length': declared }, plain);
      expect(told(await send(headers, signedChunks(headers, chunks)))).toBe('400 IncompleteBody');
    }
  });
});
