import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompletedPart,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type ListPartsCommandOutput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { outcome, testBucketName, told, uniqueKey } from '../test-server.ts';
import { last, minPartBytes, useUploads } from './use-uploads.ts';

const { at, complete, create, parts, send, testServer } = useUploads();

describe('ListParts and ListMultipartUploads', () => {
  it('max-parts, gives pages of so many', async () => {
    const id = await create();
    const url = await testServer().presign(new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1 }));
    expect(told(await testServer().raw('PUT', url, {}, 'x'))).toBe('200');
    for (const number of [3, 2, 7]) await send(id, number, last);
    const page = await parts(id, { MaxParts: 2 });
    expect(page).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '2',
      Parts: [{ PartNumber: 1 }, { PartNumber: 2 }],
    });
    expect(await parts(id, { PartNumberMarker: '2' })).toMatchObject({
      IsTruncated: false,
      Parts: [{ PartNumber: 3 }, { PartNumber: 7 }],
    });
  });

  it('10,000 parts of an upload of the version before, come in 10 pages and become one object', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const folder = join(testServer().dataDir, 'buckets', testBucketName, 'uploads', id ?? '');
    const checksum = { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' };
    const [etag, modifiedAt, size] = ['0'.repeat(32), new Date().toISOString(), minPartBytes];
    // As disks have them from before there were slices. Only the records matter here, so no part has bytes.
    for (let number = 1; number <= 10_000; number += 1) {
      const part = { number, etag, modifiedAt, checksum, blob: { id: `part-${number}`, size } };
      writeFileSync(join(folder, `${number}.json`), JSON.stringify(part));
    }
    await testServer().restart();
    const found: CompletedPart[] = [];
    let marker: string | undefined = '0';
    for (let pages = 1; marker !== undefined; pages += 1) {
      const page: ListPartsCommandOutput = await parts(id, { PartNumberMarker: marker });
      expect(page.Parts).toHaveLength(1000);
      found.push(
        ...(page.Parts ?? []).map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 })),
      );
      expect(page.IsTruncated).toBe(pages < 10);
      marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    }
    expect(found.map(({ PartNumber }) => PartNumber)).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 1));
    expect(await outcome(complete(id, [...found, { PartNumber: 10_001, ETag: etag }]))).toBe('400 InvalidArgument');
    expect((await complete(id, found)).ETag).toMatch(/-10000"$/);
    expect((await testServer().client.send(new HeadObjectCommand(at()))).ContentLength).toBe(10_000 * minPartBytes);
  });

  it('uploads of several keys, gives pages by key and id', async () => {
    const prefix = uniqueKey();
    const begin = async (name: string) =>
      (
        await testServer().client.send(
          new CreateMultipartUploadCommand({ Bucket: testBucketName, Key: `${prefix}/${name}` }),
        )
      ).UploadId;
    const ids = [...[await begin('a'), await begin('a')].sort(), await begin('b')];
    const found: (string | undefined)[] = [];
    let markers: object | undefined = {};
    while (markers) {
      const page: ListMultipartUploadsCommandOutput = await testServer().client.send(
        new ListMultipartUploadsCommand({ Bucket: testBucketName, Prefix: prefix, MaxUploads: 1, ...markers }),
      );
      found.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
    }
    expect(found).toEqual(ids);
  });
});
