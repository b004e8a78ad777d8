import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type ChecksumAlgorithm, checksumAlgorithms, startDigest } from '../../src/checksums/algorithm.ts';
import { outcome, testBucketName, uniqueKey } from '../test-server.ts';
import { first, last, minPartBytes, useUploads, whole } from './use-uploads.ts';

const { at, begun, complete, copy, create, parts, testServer } = useUploads();

/** Ten bytes on both sides of the boundary between the two parts of `whole`. */
const [cutStart, cutEnd] = [minPartBytes - 10, minPartBytes + 10];
const cutRange = { CopySourceRange: `bytes=${cutStart}-${cutEnd - 1}` };

const digestOf = (algorithm: ChecksumAlgorithm, ...bytes: Buffer[]) => {
  const digest = startDigest(algorithm);
  for (const chunk of bytes) digest.update(chunk);
  return digest.digest();
};

/** Returns the outcome of a call that gives no metadata back. */
const outcomeOf = (call: Promise<unknown>) => outcome(call.then(() => ({ $metadata: { httpStatusCode: 200 } })));

async function read(key = at().Key, range?: string): Promise<Buffer> {
  const get = new GetObjectCommand({ Bucket: testBucketName, Key: key, Range: range });
  return Buffer.from((await (await testServer().client.send(get)).Body?.transformToByteArray()) ?? []);
}

const head = () => testServer().client.send(new HeadObjectCommand({ ...at(), ChecksumMode: 'ENABLED' }));
const remove = (Key: string) => testServer().client.send(new DeleteObjectCommand({ Bucket: testBucketName, Key }));

describe('UploadPartCopy', () => {
  it('ranges of an object of two parts, a restart and a source that is gone, become an object', async () => {
    const source = uniqueKey();
    await testServer().put(source, whole);
    const id = await create();
    const one = await copy(id, 1, source);
    const assembled = [one, await copy(id, 2, source, cutRange)];
    await remove(source);
    await testServer().restart();
    expect((await parts(id)).Parts).toMatchObject([
      { PartNumber: 1, ETag: one.ETag, Size: whole.length },
      { PartNumber: 2, Size: cutEnd - cutStart },
    ]);
    expect((await complete(id, assembled)).ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const expected = Buffer.concat([whole, whole.subarray(cutStart, cutEnd)]);
    expect(expected.equals(await read())).toBe(true);
    const end = await read(at().Key, `bytes=${whole.length - 3}-${whole.length + 2}`);
    expect(String(end)).toBe(String(expected.subarray(whole.length - 3, whole.length + 3)));
  });

  it('the same bytes twice, give two ETags that look like an MD5 and are none', async () => {
    const source = uniqueKey();
    const { ETag: md5 } = await testServer().put(source, last);
    const id = await create();
    const etags = [await copy(id, 1, source), await copy(id, 2, source)].map(({ ETag }) => ETag);
    for (const etag of etags) expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(new Set([...etags, md5]).size).toBe(3);
    expect((await parts(id)).Parts?.map(({ ETag }) => ETag)).toEqual(etags);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    'an upload with %s of the whole, is verified from the parts',
    async (ChecksumAlgorithm) => {
      const source = uniqueKey();
      await testServer().put(source, whole, { ChecksumAlgorithm: 'CRC32' });
      const id = await create({ ChecksumAlgorithm, ChecksumType: 'FULL_OBJECT' });
      const sent = [await copy(id, 1, source), await copy(id, 2, source, cutRange)];
      const cut = whole.subarray(cutStart, cutEnd);
      const ofParts = [digestOf(ChecksumAlgorithm, whole), digestOf(ChecksumAlgorithm, cut)];
      const name = `Checksum${ChecksumAlgorithm}`;
      expect(sent).toMatchObject(ofParts.map((digest) => ({ [name]: digest.toString('base64') })));
      const right = { [name]: digestOf(ChecksumAlgorithm, whole, cut).toString('base64') };
      const swapped = { [name]: digestOf(ChecksumAlgorithm, cut, whole).toString('base64') };
      expect(await outcome(complete(id, sent, swapped))).toBe('400 BadDigest');
      expect(await complete(id, sent, right)).toMatchObject({ ...right, ChecksumType: 'FULL_OBJECT' });
      expect(await head()).toMatchObject(right);
    },
  );

  it.each(['CRC32', 'SHA256'] as const)(
    'a composite upload with %s, is of the checksums of the parts',
    async (name) => {
      const source = uniqueKey();
      await testServer().put(source, whole);
      const id = await create({ ChecksumAlgorithm: name });
      const sent = [await copy(id, 1, source), await copy(id, 2, source, cutRange)];
      const expected = digestOf(name, digestOf(name, whole), digestOf(name, whole.subarray(cutStart, cutEnd)));
      expect((await complete(id, sent))[`Checksum${name}`]).toBe(`${expected.toString('base64')}-2`);
    },
  );

  it('no algorithm and whole objects, has the checksum that S3 adds', async () => {
    const source = uniqueKey();
    await testServer().client.send(new CreateBucketCommand({ Bucket: 'other' }));
    await testServer().put(source, whole, { Bucket: 'other', ChecksumAlgorithm: 'CRC64NVME' });
    const id = await create();
    const sent = [await copy(id, 1, source, { CopySource: `other/${source}` })];
    expect((await complete(id, sent)).ChecksumCRC64NVME).toBe(digestOf('CRC64NVME', whole).toString('base64'));
    expect(whole.equals(await read())).toBe(true);
  });

  it('no algorithm and a cut, has no checksum and says so when one is claimed', async () => {
    const source = uniqueKey();
    await testServer().put(source, whole);
    const id = await create();
    const sent = [await copy(id, 1, source, cutRange)];
    const ChecksumCRC64NVME = digestOf('CRC64NVME', whole.subarray(cutStart, cutEnd)).toString('base64');
    expect(await outcome(complete(id, [{ ...sent[0], ChecksumCRC64NVME }]))).toBe('400 InvalidPart');
    expect(await outcome(complete(id, sent, { ChecksumCRC64NVME }))).toBe('400 InvalidRequest');
    await complete(id, sent);
    const found = await head();
    expect(checksumAlgorithms.map((name) => found[`Checksum${name}`])).toEqual(checksumAlgorithms.map(() => undefined));
    expect(whole.subarray(cutStart, cutEnd).equals(await read())).toBe(true);
  });

  it('an empty object, is an empty part', async () => {
    const source = uniqueKey();
    await testServer().put(source, Buffer.alloc(0));
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    await complete(id, [await copy(id, 1, source)]);
    expect(await read()).toHaveLength(0);
  });

  it('onto its own source, has the bytes of before', async () => {
    const { id, sent } = await begun();
    await complete(id, sent);
    const again = await create();
    await complete(again, [await copy(again, 1, at().Key), await copy(again, 2, at().Key)]);
    expect(Buffer.concat([whole, whole]).equals(await read())).toBe(true);
  });

  it('a part that is copied anew, replaces the one before', async () => {
    const source = uniqueKey();
    await testServer().put(source, whole);
    const id = await create();
    const early = await copy(id, 1, source);
    const late = await copy(id, 1, source, { CopySourceRange: `bytes=0-${first.length - 1}` });
    expect(await outcome(complete(id, [early]))).toBe('400 InvalidPart');
    await complete(id, [late]);
    expect(first.equals(await read())).toBe(true);
  });

  it('a small part that is not the last, is refused at the end', async () => {
    const source = uniqueKey();
    await testServer().put(source, whole);
    const id = await create();
    const small = { CopySourceRange: `bytes=0-${minPartBytes - 2}` };
    const sent = [await copy(id, 1, source, small), await copy(id, 2, source)];
    expect(await outcome(complete(id, sent))).toBe('400 EntityTooSmall');
    const least = await copy(id, 1, source, { CopySourceRange: `bytes=1-${minPartBytes}` });
    expect(await outcome(complete(id, [least, ...sent.slice(1)]))).toBe('200');
  });

  it('x-amz-copy-source-if-match, copies only that version of the source', async () => {
    const source = uniqueKey();
    const { ETag } = await testServer().put(source, 'one version');
    const id = await create();
    expect(await outcomeOf(copy(id, 1, source, { CopySourceIfMatch: ETag }))).toBe('200');
    await testServer().put(source, 'another version');
    expect(await outcomeOf(copy(id, 2, source, { CopySourceIfMatch: ETag }))).toBe('412 PreconditionFailed');
    expect((await parts(id)).Parts).toHaveLength(1);
  });

  it('what cannot be copied, is refused and keeps no part', async () => {
    const source = uniqueKey();
    await testServer().put(source, whole);
    const id = await create();
    for (const [call, expected] of [
      [copy(id, 10_001, source), '400 InvalidArgument'],
      [copy(id, 1, source, { CopySourceRange: `bytes=0-${whole.length}` }), '400 InvalidArgument'],
      [copy(id, 1, source, { CopySourceRange: 'bytes=5-4' }), '400 InvalidArgument'],
      [copy(id, 1, source, { CopySourceRange: 'bytes=-4' }), '400 InvalidArgument'],
      [copy(id, 1, 'none'), '404 NoSuchKey'],
      [copy('nosuchupload', 1, source), '404 NoSuchUpload'],
    ] as const) {
      expect(await outcomeOf(call)).toBe(expected);
    }
    expect((await parts(id)).Parts).toBeUndefined();
  });
});
