import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { outcome, testBucketName, told, uniqueKey } from '../test-server.ts';
import { first, last, minPartBytes, useUploads, whole } from './use-uploads.ts';

const { at, begun, complete, create, parts, send, testServer } = useUploads();

describe('a multipart upload', () => {
  it('completed, becomes one object with the metadata of its start', async () => {
    const { id, sent } = await begun({
      ContentType: 'video/mp4',
      Metadata: { a: 'b' },
      Tagging: 'state=pending',
      ChecksumAlgorithm: 'CRC32',
    });
    const { ETag } = await complete(id, sent);
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
    expect(ETag).toBe(`"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`);
    const object = await testServer().client.send(new GetObjectCommand(at()));
    expect(object).toMatchObject({
      ContentType: 'video/mp4',
      Metadata: { a: 'b' },
      TagCount: 1,
      ContentLength: whole.length,
    });
    expect(whole.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
    const range = await testServer().client.send(
      new GetObjectCommand({ ...at(), Range: `bytes=${minPartBytes - 3}-${minPartBytes + 2}` }),
    );
    expect(await range.Body?.transformToString()).toBe(whole.subarray(minPartBytes - 3, minPartBytes + 3).toString());
  });

  it('completed, copies no byte and keeps no unused part', async () => {
    const blobs = join(testServer().dataDir, 'buckets', testBucketName, 'blobs');
    const before = await readdir(blobs);
    const { id, sent } = await begun();
    await send(id, 3, Buffer.from('not used'));
    const arrived = (await readdir(blobs)).filter((name) => !before.includes(name));
    await complete(id, sent);
    const kept = (await readdir(blobs)).filter((name) => !before.includes(name));
    expect([arrived.length, kept.length]).toEqual([3, 2]);
    expect(arrived).toEqual(expect.arrayContaining(kept));
  });

  it('two parts of one number, keeps the last', async () => {
    const id = await create();
    const early = await send(id, 1, Buffer.from('early'));
    const late = await send(id, 1, Buffer.from('late'));
    expect((await parts(id)).Parts).toMatchObject([{ PartNumber: 1, Size: 4 }]);
    expect(await outcome(complete(id, [early]))).toBe('400 InvalidPart');
    await complete(id, [late]);
    expect(await (await testServer().client.send(new GetObjectCommand(at()))).Body?.transformToString()).toBe('late');
  });

  it('a restart half-way, can be completed', async () => {
    const { id, sent } = await begun();
    await testServer().restart();
    expect((await parts(id)).Parts).toHaveLength(2);
    expect(await outcome(complete(id, sent))).toBe('200');
    const object = await testServer().client.send(new GetObjectCommand(at()));
    expect(whole.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });
});

describe('UploadPart', () => {
  it('a number outside 1 to 10,000, is refused (attack 33)', async () => {
    const id = await create();
    for (const number of ['0', '10001', '-1', '1e3', '1.5', '01', '', '99999999999']) {
      const url = await testServer().presign(
        new UploadPartCommand({ ...at(), UploadId: id, PartNumber: number as unknown as number }),
      ); // a text that a client may send
      expect(told(await testServer().raw('PUT', url, {}, 'x'))).toBe('400 InvalidArgument');
    }
    expect(await outcome(send(id, 10_000, last).then(() => ({ $metadata: { httpStatusCode: 200 } })))).toBe('200');
  });

  it('another upload or key than signed, is refused (attack 35)', async () => {
    const { id } = await begun();
    const stranger = { ...at(), UploadId: 'nosuchupload', PartNumber: 1 };
    expect(
      told(await testServer().raw('PUT', await testServer().presign(new UploadPartCommand(stranger)), {}, 'x')),
    ).toBe('404 NoSuchUpload');
    const otherKey = { Bucket: testBucketName, Key: uniqueKey(), UploadId: id, PartNumber: 1 };
    expect(
      told(await testServer().raw('PUT', await testServer().presign(new UploadPartCommand(otherKey)), {}, 'x')),
    ).toBe('404 NoSuchUpload');
    const url = await testServer().presign(new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1 }));
    expect(told(await testServer().raw('PUT', url.replace('partNumber=1', 'partNumber=2'), {}, 'x'))).toBe(
      '403 SignatureDoesNotMatch',
    );
  });
});
