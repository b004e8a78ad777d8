import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3ServiceException,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketUnavailable } from '../../src/problems/errors.ts';
import { copyObject } from '../../src/storage/copy.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { newKey, startTestBucket, type TestBucket } from './test-bucket.ts';

let testBucket: TestBucket;
beforeAll(async () => {
  testBucket = await startTestBucket();
});
afterAll(() => testBucket.close());

/** S3 takes no smaller pieces. */
const pieceBytes = mebibytes(5);
const content = new Uint8Array(randomBytes(2 * pieceBytes + 77));

const ways = [
  ['whole', new TextEncoder().encode('to be copied')],
  ['in pieces', content],
] as const;

async function copy(source: string, terms: { etag?: string; size: number }) {
  const to = newKey();
  const etag = terms.etag ?? (await testBucket.bucket.head(source))?.etag ?? '';
  const asked = { from: source, to, contentType: 'image/png', etag, size: terms.size };
  const isCopied = await copyObject(testBucket.client, asked, pieceBytes);
  return { to, isCopied };
}

async function unfinishedUploads(): Promise<number> {
  const answer = await testBucket.s3.send(new ListMultipartUploadsCommand({ Bucket: testBucket.client.name }));
  return answer.Uploads?.length ?? 0;
}

describe.each(ways)('a copy %s', (way, bytes) => {
  it('copyObject, an object, has the same bytes, the given type, and is pending', async () => {
    const source = await testBucket.put(new Uint8Array(bytes), 'application/octet-stream');
    const { to, isCopied } = await copy(source, { size: bytes.length });
    expect(isCopied).toBe(true);
    expect(Buffer.from(await testBucket.read(to)).equals(bytes)).toBe(true);
    const facts = await testBucket.bucket.head(to);
    expect(facts).toMatchObject({ size: bytes.length, contentType: 'image/png' });
    // S3 computes a checksum on the way, whether or not the source had one.
    expect(typeof (way === 'whole' ? facts?.sha256 : facts?.crc32)).toBe(
      testBucket.keepsChecksums ? 'string' : 'object',
    );
    // Ceph 16 loses the tags of copies.
    expect(await testBucket.tagsOf(to)).toEqual(testBucket.isLikeS3 ? { state: 'pending' } : {});
  });

  it('copyObject, a source changed since its check, copies nothing', async () => {
    const source = await testBucket.put(new Uint8Array(bytes));
    const { to, isCopied } = await copy(source, { etag: '"0123456789abcdef0123456789abcdef"', size: bytes.length });
    // Ceph 16 ignores the condition, so the app checks the copy and not its source.
    expect(isCopied).toBe(!testBucket.isLikeS3);
    expect((await testBucket.bucket.head(to)) === undefined).toBe(testBucket.isLikeS3);
    expect(await unfinishedUploads()).toBe(0);
  });

  it('copyObject, a source that is gone, copies nothing', async () => {
    const { to, isCopied } = await copy(newKey(), { etag: '"x"', size: bytes.length });
    expect(isCopied).toBe(false);
    expect(await testBucket.bucket.head(to)).toBeUndefined();
    expect(await unfinishedUploads()).toBe(0);
  });
});

describe('copyObject whole, to a key that has an object', () => {
  it('copyObject, a target that exists, leaves it as it is', async () => {
    const [source, to] = [await testBucket.put(new TextEncoder().encode('new')), await testBucket.put(ways[0][1])];
    const etag = (await testBucket.bucket.head(source))?.etag ?? '';
    const terms = { from: source, to, contentType: 'text/plain', etag, size: 3 };
    expect(await copyObject(testBucket.client, terms)).toBe(true);
    // Ceph 16 ignores the condition.
    expect(Buffer.from(await testBucket.read(to)).toString()).toBe(testBucket.isLikeS3 ? 'to be copied' : 'new');
  });

  it('copyObject, a lost response and a second try told 412, finds its copy', async () => {
    const source = await testBucket.put(ways[0][1]);
    const mocked = mockClient(testBucket.s3);
    try {
      const conflict = { name: 'PreconditionFailed', $fault: 'client', $metadata: { httpStatusCode: 412 } } as const;
      mocked.on(CopyObjectCommand).rejects(new S3ServiceException(conflict));
      mocked.on(HeadObjectCommand).resolvesOnce({ ETag: '"1"' }).resolves({ ETag: '"2"' });
      expect((await copy(source, { size: 12 })).isCopied).toBe(true);
      expect(mocked.commandCalls(CopyObjectCommand)[0]?.args[0].input).toMatchObject({ IfNoneMatch: '*' });
    } finally {
      mocked.restore();
    }
  });
});

it('copyObject, one piece fails, is aborted when no other piece is under way', async () => {
  const mocked = mockClient(testBucket.s3);
  try {
    const order: string[] = [];
    mocked.on(CreateMultipartUploadCommand).resolves({ UploadId: 'm' });
    mocked.on(UploadPartCopyCommand).callsFake(async ({ PartNumber }: { PartNumber: number }) => {
      if (PartNumber === 2) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      await delay(20);
      order.push(`piece ${PartNumber}`);
      return { CopyPartResult: { ETag: '"1"' } };
    });
    mocked.on(AbortMultipartUploadCommand).callsFake(() => order.push('aborted'));
    await expect(copy('posts/x', { etag: '"1"', size: content.length })).rejects.toBeInstanceOf(BucketUnavailable);
    expect(order).toEqual(['piece 1', 'piece 3', 'aborted']);
    expect(mocked.commandCalls(CompleteMultipartUploadCommand)).toEqual([]);
  } finally {
    mocked.restore();
  }
});
