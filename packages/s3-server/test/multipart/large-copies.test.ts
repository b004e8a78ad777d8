import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startDigest } from '../../src/checksums/algorithm.ts';
import { combineCrcs } from '../../src/checksums/crc-combine.ts';
import { outcome, testBucketName } from '../test-server.ts';
import { useUploads } from './use-uploads.ts';

const { at, complete, copy, create, testServer } = useUploads();

const mebibyte = 1024 ** 2;
const seed = Buffer.alloc(8 * mebibyte, 'eight mebibytes, to be six gibibytes; ');

/** Replaces the object by so many copies of itself. */
async function repeat(times: number): Promise<void> {
  const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
  const parts = [];
  for (let number = 1; number <= times; number += 1) parts.push(await copy(id, number, at().Key));
  await complete(id, parts);
}

function repeatedCrc(times: number): string {
  const digest = startDigest('CRC32');
  digest.update(seed);
  const piece = { digest: digest.digest(), size: seed.length };
  return combineCrcs(
    'CRC32',
    Array.from({ length: times }, () => piece),
  ).toString('base64');
}

describe('an object of 6 GiB, made of copies', () => {
  it('8 MiB, copied by parts again and again, is neither read nor written', async () => {
    const folder = join(testServer().dataDir, 'buckets', testBucketName, 'blobs');
    await testServer().put(at().Key, seed, { ChecksumAlgorithm: 'CRC32' });
    const [name = ''] = await readdir(folder);
    // A checksum of the bytes on disk would now be another one: the right one shows that they were not read.
    await writeFile(join(folder, name), Buffer.alloc(seed.length), { flag: 'r+' });
    const { ino, blocks } = await stat(join(folder, name));
    for (const times of [8, 16, 6]) await repeat(times);

    const object = await testServer().client.send(new HeadObjectCommand({ ...at(), ChecksumMode: 'ENABLED' }));
    expect([object.ContentLength, object.ChecksumCRC32]).toEqual([6 * 1024 * mebibyte, repeatedCrc(8 * 16 * 6)]);
    const files = await Promise.all((await readdir(folder)).map((file) => stat(join(folder, file))));
    expect(files).toHaveLength(8 * 16 * 6);
    expect(new Set(files.map((file) => `${file.ino} ${file.blocks}`))).toEqual(new Set([`${ino} ${blocks}`]));

    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), seed, { flag: 'r+' });
    const boundary = 4 * 1024 * mebibyte;
    const range = await testServer().client.send(
      new GetObjectCommand({ ...at(), Range: `bytes=${boundary - 7}-${boundary + 6}` }),
    );
    const expected = Buffer.concat([seed.subarray(-7), seed.subarray(0, 7)]);
    expect(String(await range.Body?.transformToString())).toBe(String(expected));

    const CopySource = `${testBucketName}/${at().Key}`;
    const whole = new CopyObjectCommand({ ...at(), Key: `${at().Key}-copy`, CopySource });
    const id = await create();
    const part = copy(id, 1, at().Key).then(() => ({ $metadata: {} }));
    // Above 5 GiB, which is the most that one request copies.
    expect(await Promise.all([outcome(testServer().client.send(whole)), outcome(part)])).toEqual(
      Array(2).fill('400 InvalidRequest'),
    );
    await testServer().client.send(new DeleteObjectCommand(at()));
    expect(await readdir(folder)).toEqual([]);
  });
});
