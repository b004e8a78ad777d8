import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AbortMultipartUploadCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { outcome, testBucketName, told } from '../test-server.ts';
import { last, useUploads, whole } from './use-uploads.ts';

const { at, begun, complete, create, parts, send, testServer } = useUploads();

describe('CompleteMultipartUpload', () => {
  it('parts that are missing, swapped, unsorted or of another upload, is refused and the upload stays open (attack 36)', async () => {
    const { id, sent } = await begun();
    const [one = {}, two = {}] = sent;
    const stranger = { PartNumber: 1, ETag: '"00000000000000000000000000000000"' };
    for (const [list, expected] of [
      [[stranger, two], '400 InvalidPart'],
      [
        [
          { ...one, ETag: two.ETag },
          { ...two, ETag: one.ETag },
        ],
        '400 InvalidPart',
      ],
      [[one, { ...two, PartNumber: 3 }], '400 InvalidPart'],
      [[two, one], '400 InvalidPartOrder'],
      [[one, one], '400 InvalidPartOrder'],
      [[], '400 MalformedXML'],
      [[{ PartNumber: 1 }], '400 MalformedXML'],
      [[{ ...one, PartNumber: 0 }], '400 InvalidArgument'],
    ] as const) {
      expect(await outcome(complete(id, [...list]))).toBe(expected);
    }
    expect(await outcome(complete(id, sent))).toBe('200');
  });

  it('a small part that is not the last, is refused (attack 34)', async () => {
    const id = await create();
    const sent = [await send(id, 1, last), await send(id, 2, last)];
    expect(await outcome(complete(id, sent))).toBe('400 EntityTooSmall');
  });

  it('another size than declared, is refused (attack 39)', async () => {
    const { id, sent } = await begun();
    expect(await outcome(complete(id, sent, { MpuObjectSize: whole.length - 1 }))).toBe('400 InvalidRequest');
    expect(await outcome(complete(id, sent, { MpuObjectSize: whole.length }))).toBe('200');
  });

  it('If-None-Match and an object at the key, replaces nothing', async () => {
    await testServer().put(at().Key, 'there before');
    const { id, sent } = await begun();
    expect(await outcome(complete(id, sent, { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
    expect((await testServer().client.send(new HeadObjectCommand(at()))).ContentLength).toBe(12);
    expect((await parts(id)).Parts).toHaveLength(2);
  });

  it('a second time or after an abort, is refused (attack 38)', async () => {
    const { id, sent } = await begun();
    const twice = await Promise.all([outcome(complete(id, sent)), outcome(complete(id, sent))]);
    expect(twice.sort()).toEqual(['200', '404 NoSuchUpload']);
    expect(await outcome(testServer().client.send(new AbortMultipartUploadCommand({ ...at(), UploadId: id })))).toBe(
      '404 NoSuchUpload',
    );
    const other = await begun();
    expect(
      await outcome(testServer().client.send(new AbortMultipartUploadCommand({ ...at(), UploadId: other.id }))),
    ).toBe('204');
    expect(await outcome(complete(other.id, other.sent))).toBe('404 NoSuchUpload');
    expect(await outcome(parts(other.id))).toBe('404 NoSuchUpload');
    expect(await outcome(send(other.id, 1, last).then(() => ({ $metadata: {} })))).toBe('404 NoSuchUpload');
  });

  it('an abort while a part arrives, refuses the part and keeps none of its bytes', async () => {
    const blobs = join(testServer().dataDir, 'buckets', testBucketName, 'blobs');
    const before = await readdir(blobs);
    const id = await create();
    const url = await testServer().presign(new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1 }));
    const abort = new AbortMultipartUploadCommand({ ...at(), UploadId: id });
    const body = Readable.from(
      (async function* () {
        yield last;
        await expect.poll(() => readdir(blobs)).toHaveLength(before.length + 1);
        await testServer().client.send(abort);
        yield last;
      })(),
    );
    const headers = { 'content-length': 2 * last.length };
    expect(told(await testServer().raw('PUT', url, headers, body))).toBe('404 NoSuchUpload');
    expect(await readdir(blobs)).toEqual(before);
  });

  it('an abort at the same time, leaves the object or nothing', async () => {
    const { id, sent } = await begun();
    const [completed, aborted] = await Promise.all([
      outcome(complete(id, sent)),
      outcome(testServer().client.send(new AbortMultipartUploadCommand({ ...at(), UploadId: id }))),
    ]);
    expect([completed, aborted].sort()).toEqual(
      completed === '200' ? ['200', '404 NoSuchUpload'] : ['204', '404 NoSuchUpload'],
    );
    expect(await outcome(testServer().client.send(new HeadObjectCommand(at())))).toBe(
      completed === '200' ? '200' : '404 NotFound',
    );
  });
});
