import { CreateMultipartUploadCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startDigest } from '../../src/checksums/algorithm.ts';
import { outcome, told } from '../test-server.ts';
import { first, last, useUploads, whole } from './use-uploads.ts';

const { at, begun, complete, create, parts, testServer } = useUploads();

describe('the checksum of a multipart upload', () => {
  const ofWhole = (algorithm: 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA256', bytes: readonly Buffer[] = [whole]) => {
    const digest = startDigest(algorithm);
    for (const chunk of bytes) digest.update(chunk);
    return digest.digest();
  };

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    '%s is that of the whole object when it shall be',
    async (ChecksumAlgorithm) => {
      const right = ofWhole(ChecksumAlgorithm).toString('base64');
      const { id, sent } = await begun({ ChecksumAlgorithm, ChecksumType: 'FULL_OBJECT' });
      const wrong = Buffer.alloc(Buffer.from(right, 'base64').length).toString('base64');
      expect(await outcome(complete(id, sent, { [`Checksum${ChecksumAlgorithm}`]: wrong }))).toBe('400 BadDigest');
      expect(await outcome(complete(id, sent, { ChecksumType: 'COMPOSITE' }))).toBe('400 InvalidRequest');
      const done = await complete(id, sent, { [`Checksum${ChecksumAlgorithm}`]: right, ChecksumType: 'FULL_OBJECT' });
      expect(done).toMatchObject({ [`Checksum${ChecksumAlgorithm}`]: right, ChecksumType: 'FULL_OBJECT' });
      expect(await testServer().client.send(new HeadObjectCommand({ ...at(), ChecksumMode: 'ENABLED' }))).toMatchObject(
        {
          [`Checksum${ChecksumAlgorithm}`]: right,
        },
      );
    },
  );

  it('type COMPOSITE, is made of the checksums of all parts', async () => {
    const { id, sent } = await begun({ ChecksumAlgorithm: 'SHA256' });
    expect(
      await outcome(
        complete(
          id,
          sent.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })),
        ),
      ),
    ).toBe('400 InvalidRequest');
    const done = await complete(id, sent);
    expect(done.ChecksumSHA256).toBe(
      `${ofWhole('SHA256', [ofWhole('SHA256', [first]), ofWhole('SHA256', [last])]).toString('base64')}-2`,
    );
    expect(done.ChecksumType).toBe('COMPOSITE');
  });

  it('none asked for, is the one that S3 adds', async () => {
    const { id, sent } = await begun();
    expect((await complete(id, sent)).ChecksumCRC64NVME).toBe(ofWhole('CRC64NVME').toString('base64'));
  });

  it.each([
    [{ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }],
    [{ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' }],
    [{ ChecksumAlgorithm: 'ADLER32' }],
  ])('%o, is refused', async (more) => {
    expect(
      await outcome(testServer().client.send(new CreateMultipartUploadCommand({ ...at(), ...(more as object) }))),
    ).toBe('400 InvalidRequest');
  });

  it('another one for a part, is refused', async () => {
    const id = await create({ ChecksumAlgorithm: 'SHA256' });
    expect(
      await outcome(
        testServer().client.send(
          new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1, Body: 'x', ChecksumAlgorithm: 'CRC32' }),
        ),
      ),
    ).toBe('400 InvalidRequest');
    expect(
      await outcome(
        testServer().presigning.send(new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1, Body: 'x' })),
      ),
    ).toBe('400 InvalidRequest');
    expect((await parts(id)).Parts).toBeUndefined();
  });

  it('signed into the URL of a part, is verified', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const sum = ofWhole('CRC32', [last]).toString('base64');
    const url = await testServer().presign(
      new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1, ChecksumCRC32: sum, ContentLength: last.length }),
      {
        unhoistableHeaders: new Set(['x-amz-checksum-crc32']),
      },
    );
    const other = Buffer.from(last).fill('x');
    expect(told(await testServer().raw('PUT', url, { 'x-amz-checksum-crc32': sum }, other))).toBe('400 BadDigest');
    expect(told(await testServer().raw('PUT', url, {}, last))).toBe('403 SignatureDoesNotMatch');
    expect(told(await testServer().raw('PUT', url, { 'x-amz-checksum-crc32': sum }, last.subarray(1)))).toBe(
      '403 SignatureDoesNotMatch',
    );
    const answer = await testServer().raw('PUT', url, { 'x-amz-checksum-crc32': sum }, last);
    expect([told(answer), answer.headers['x-amz-checksum-crc32']]).toEqual(['200', sum]);
  });
});
