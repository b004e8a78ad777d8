import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName } from '../test-server.ts';

let testServer: TestServer;
let folder: string;
beforeEach(async () => {
  testServer = await TestServer.start();
  folder = join(testServer.dataDir, 'buckets', testBucketName);
});
afterEach(() => testServer.close());

const read = async (Key: string) =>
  (await testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key }))).Body?.transformToString();

describe('after a restart', () => {
  it('all objects are there with all that is known about them', async () => {
    await testServer.put('a/b', 'bytes', { Metadata: { m: '1' }, Tagging: 't=1' });
    await testServer.put('gone');
    await testServer.client.send(new DeleteObjectCommand({ Bucket: testBucketName, Key: 'gone' }));
    const before = await testServer.client.send(new ListObjectsV2Command({ Bucket: testBucketName }));
    await testServer.restart();
    expect((await testServer.client.send(new ListObjectsV2Command({ Bucket: testBucketName }))).Contents).toEqual(
      before.Contents,
    );
    expect(await read('a/b')).toBe('bytes');
  });

  it('what a crash has left behind is cleared away', async () => {
    await testServer.put('a', 'bytes');
    const files = async () => Promise.all(['objects', 'blobs', 'uploads'].map((name) => readdir(join(folder, name))));
    const sound = await files();
    await writeFile(join(folder, 'blobs', 'half-a-file'), 'xx');
    await writeFile(join(folder, 'objects', 'record.unfinished'), '{"key":');
    await mkdir(join(folder, 'uploads', 'never-begun'));
    await mkdir(join(testServer.dataDir, 'buckets', 'never-made', 'blobs'), { recursive: true });
    await testServer.restart();
    expect(await files()).toEqual(sound);
    expect(await readdir(join(testServer.dataDir, 'buckets'))).toEqual([testBucketName]);
    expect(await read('a')).toBe('bytes');
  });

  it.each([false, true])(
    'an upload that was completed just before a crash is only forgotten; copied: %s',
    async (copied) => {
      const at = { Bucket: testBucketName, Key: 'a' };
      await testServer.put('source', 'part');
      const { UploadId } = await testServer.client.send(new CreateMultipartUploadCommand(at));
      const part = { ...at, UploadId, PartNumber: 1 };
      const { CopyPartResult } = copied
        ? await testServer.client.send(new UploadPartCopyCommand({ ...part, CopySource: `${testBucketName}/source` }))
        : { CopyPartResult: await testServer.client.send(new UploadPartCommand({ ...part, Body: 'part' })) };
      const kept = join(folder, 'uploads', UploadId ?? '');
      const files = await Promise.all(
        (await readdir(kept)).map(async (name) => [name, await readFile(join(kept, name), 'utf8')] as const),
      );
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] };
      await testServer.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }));
      await mkdir(kept);
      for (const [name, text] of files) await writeFile(join(kept, name), text);
      await testServer.restart();
      expect(
        (await testServer.client.send(new ListMultipartUploadsCommand({ Bucket: testBucketName }))).Uploads,
      ).toBeUndefined();
      expect(await read('a')).toBe('part');
    },
  );
});

describe('on disk', () => {
  it('nothing from outside is part of a path', async () => {
    for (const key of ['../../escape', 'a/b', '..', 'bucket.json']) await testServer.put(key);
    expect(await readdir(testServer.dataDir)).toEqual(['buckets']);
    for (const name of await readdir(join(folder, 'objects'))) expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
    for (const name of await readdir(join(folder, 'blobs'))) expect(name).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('files go with their object, but not under the eyes of a reader', async () => {
    const at = { Bucket: testBucketName, Key: 'a' };
    const parts = [Buffer.alloc(24 * 1024 ** 2, 'first '), Buffer.from('and last')];
    const { UploadId } = await testServer.client.send(new CreateMultipartUploadCommand(at));
    const Parts = [];
    for (const [index, Body] of parts.entries()) {
      const { ETag } = await testServer.client.send(
        new UploadPartCommand({ ...at, UploadId, PartNumber: index + 1, Body }),
      );
      Parts.push({ PartNumber: index + 1, ETag });
    }
    await testServer.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    // More than the connection holds: the rest waits on disk.
    const { Body } = await testServer.client.send(new GetObjectCommand(at));
    await testServer.put('a', 'new');
    expect(await outcome(testServer.client.send(new DeleteObjectCommand(at)))).toBe('204');
    expect(Buffer.concat(parts).equals((await Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
    await expect.poll(() => readdir(join(folder, 'blobs'))).toEqual([]);
  });
});
