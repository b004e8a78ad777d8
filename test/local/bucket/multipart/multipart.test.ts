import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDigest } from '../../../../local/bucket/checksums/algorithm.ts';
import { BUCKET, BucketStage, outcome, told, uniqueKey } from '../stage.ts';

let stage: BucketStage;
beforeAll(async () => {
  stage = await BucketStage.start();
});
afterAll(() => stage.close());

const MIN_PART_BYTES = 5 * 1024 ** 2;
const [first, last] = [Buffer.alloc(MIN_PART_BYTES, 'first part '), Buffer.from('and the last one')];
const whole = Buffer.concat([first, last]);

let at: { Bucket: string; Key: string };
beforeEach(() => {
  at = { Bucket: BUCKET, Key: uniqueKey() };
});

const create = async (more: object = {}) =>
  (await stage.client.send(new CreateMultipartUploadCommand({ ...at, ...more }))).UploadId;
const send = async (
  UploadId: string | undefined,
  PartNumber: number,
  Body: Buffer,
  more: object = {},
): Promise<CompletedPart> => {
  const { $metadata: _, ...told } = await stage.client.send(
    new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ...more }),
  );
  return { PartNumber, ...told };
};
const complete = (UploadId: string | undefined, Parts: CompletedPart[], more: object = {}) =>
  stage.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts }, ...more }));
const parts = async (UploadId: string | undefined, more: object = {}) =>
  stage.client.send(new ListPartsCommand({ ...at, UploadId, ...more }));

async function begun(more: object = {}): Promise<{ id: string | undefined; sent: CompletedPart[] }> {
  const id = await create(more);
  return { id, sent: [await send(id, 1, first, more), await send(id, 2, last, more)] };
}

describe('a multipart upload', () => {
  it('becomes one object with all that was said when it began', async () => {
    const { id, sent } = await begun({
      ContentType: 'video/mp4',
      Metadata: { a: 'b' },
      Tagging: 'state=pending',
      ChecksumAlgorithm: 'CRC32',
    });
    const { ETag } = await complete(id, sent);
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
    expect(ETag).toBe(`"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`);
    const object = await stage.client.send(new GetObjectCommand(at));
    expect(object).toMatchObject({
      ContentType: 'video/mp4',
      Metadata: { a: 'b' },
      TagCount: 1,
      ContentLength: whole.length,
    });
    expect(whole.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
    const range = await stage.client.send(
      new GetObjectCommand({ ...at, Range: `bytes=${MIN_PART_BYTES - 3}-${MIN_PART_BYTES + 2}` }),
    );
    expect(await range.Body?.transformToString()).toBe(
      whole.subarray(MIN_PART_BYTES - 3, MIN_PART_BYTES + 3).toString(),
    );
  });

  it('copies no byte when it is completed, and keeps none that it does not use', async () => {
    const blobs = join(stage.dataDir, 'buckets', BUCKET, 'blobs');
    const before = await readdir(blobs);
    const { id, sent } = await begun();
    await send(id, 3, Buffer.from('not used'));
    const arrived = (await readdir(blobs)).filter((name) => !before.includes(name));
    await complete(id, sent);
    const kept = (await readdir(blobs)).filter((name) => !before.includes(name));
    expect([arrived.length, kept.length]).toEqual([3, 2]);
    expect(arrived).toEqual(expect.arrayContaining(kept));
  });

  it('keeps the last part that was sent under a number', async () => {
    const id = await create();
    const early = await send(id, 1, Buffer.from('early'));
    const late = await send(id, 1, Buffer.from('late'));
    expect((await parts(id)).Parts).toMatchObject([{ PartNumber: 1, Size: 4 }]);
    expect(await outcome(complete(id, [early]))).toBe('400 InvalidPart');
    await complete(id, [late]);
    expect(await (await stage.client.send(new GetObjectCommand(at))).Body?.transformToString()).toBe('late');
  });

  it('takes parts out of an object', async () => {
    await stage.put('source of parts', whole);
    const id = await create();
    const copy = (PartNumber: number, CopySourceRange: string) =>
      stage.client.send(
        new UploadPartCopyCommand({
          ...at,
          UploadId: id,
          PartNumber,
          CopySource: `${BUCKET}/source%20of%20parts`,
          CopySourceRange,
        }),
      );
    const one = (await copy(1, `bytes=0-${MIN_PART_BYTES - 1}`)).CopyPartResult?.ETag;
    const two = (await copy(2, `bytes=${MIN_PART_BYTES}-${whole.length - 1}`)).CopyPartResult?.ETag;
    expect(await outcome(copy(3, `bytes=0-${whole.length}`))).toBe('400 InvalidArgument');
    await complete(id, [
      { PartNumber: 1, ETag: one },
      { PartNumber: 2, ETag: two },
    ]);
    const object = await stage.client.send(new GetObjectCommand(at));
    expect(whole.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });

  it('survives a restart half-way', async () => {
    const { id, sent } = await begun();
    await stage.restart();
    expect((await parts(id)).Parts).toHaveLength(2);
    expect(await outcome(complete(id, sent))).toBe('200');
    const object = await stage.client.send(new GetObjectCommand(at));
    expect(whole.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });
});

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
      expect(await stage.client.send(new HeadObjectCommand({ ...at, ChecksumMode: 'ENABLED' }))).toMatchObject({
        [`Checksum${ChecksumAlgorithm}`]: right,
      });
    },
  );

  it('is made of the parts’ checksums when it shall be, and then wants all of them', async () => {
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

  it('is the one that S3 adds when nobody asked for one', async () => {
    const { id, sent } = await begun();
    expect((await complete(id, sent)).ChecksumCRC64NVME).toBe(ofWhole('CRC64NVME').toString('base64'));
  });

  it.each([
    [{ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }],
    [{ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' }],
    [{ ChecksumAlgorithm: 'ADLER32' }],
  ])('cannot be %o', async (more) => {
    expect(await outcome(stage.client.send(new CreateMultipartUploadCommand({ ...at, ...(more as object) })))).toBe(
      '400 InvalidRequest',
    );
  });

  it('must be that of each part, as it was announced', async () => {
    const id = await create({ ChecksumAlgorithm: 'SHA256' });
    expect(
      await outcome(
        stage.client.send(
          new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1, Body: 'x', ChecksumAlgorithm: 'CRC32' }),
        ),
      ),
    ).toBe('400 InvalidRequest');
    expect(
      await outcome(stage.presigning.send(new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1, Body: 'x' }))),
    ).toBe('400 InvalidRequest');
    expect((await parts(id)).Parts).toBeUndefined();
  });

  it('of a part is signed into its URL and verified', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const sum = ofWhole('CRC32', [last]).toString('base64');
    const url = await stage.presign(
      new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1, ChecksumCRC32: sum, ContentLength: last.length }),
      {
        unhoistableHeaders: new Set(['x-amz-checksum-crc32']),
      },
    );
    const other = Buffer.from(last).fill('x');
    expect(told(await stage.raw('PUT', url, { 'x-amz-checksum-crc32': sum }, other))).toBe('400 BadDigest');
    expect(told(await stage.raw('PUT', url, {}, last))).toBe('403 SignatureDoesNotMatch');
    expect(told(await stage.raw('PUT', url, { 'x-amz-checksum-crc32': sum }, last.subarray(1)))).toBe(
      '403 SignatureDoesNotMatch',
    );
    const answer = await stage.raw('PUT', url, { 'x-amz-checksum-crc32': sum }, last);
    expect([told(answer), answer.headers['x-amz-checksum-crc32']]).toEqual(['200', sum]);
  });
});

describe('a completion', () => {
  it('attack 36: with parts that are missing, swapped, unsorted or another’s is refused, and the upload stays open', async () => {
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

  it('attack 34: with a small part that is not the last is refused', async () => {
    const id = await create();
    const sent = [await send(id, 1, last), await send(id, 2, last)];
    expect(await outcome(complete(id, sent))).toBe('400 EntityTooSmall');
  });

  it('attack 39: with another size than declared is refused', async () => {
    const { id, sent } = await begun();
    expect(await outcome(complete(id, sent, { MpuObjectSize: whole.length - 1 }))).toBe('400 InvalidRequest');
    expect(await outcome(complete(id, sent, { MpuObjectSize: whole.length }))).toBe('200');
  });

  it('replaces nothing when it must not', async () => {
    await stage.put(at.Key, 'there before');
    const { id, sent } = await begun();
    expect(await outcome(complete(id, sent, { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
    expect((await stage.client.send(new HeadObjectCommand(at))).ContentLength).toBe(12);
    expect((await parts(id)).Parts).toHaveLength(2);
  });

  it('attack 38: happens once, and not to what was aborted', async () => {
    const { id, sent } = await begun();
    const twice = await Promise.all([outcome(complete(id, sent)), outcome(complete(id, sent))]);
    expect(twice.sort()).toEqual(['200', '404 NoSuchUpload']);
    expect(await outcome(stage.client.send(new AbortMultipartUploadCommand({ ...at, UploadId: id })))).toBe(
      '404 NoSuchUpload',
    );
    const other = await begun();
    expect(await outcome(stage.client.send(new AbortMultipartUploadCommand({ ...at, UploadId: other.id })))).toBe(
      '204',
    );
    expect(await outcome(complete(other.id, other.sent))).toBe('404 NoSuchUpload');
    expect(await outcome(parts(other.id))).toBe('404 NoSuchUpload');
    expect(await outcome(send(other.id, 1, last).then(() => ({ $metadata: {} })))).toBe('404 NoSuchUpload');
  });

  it('while the upload is aborted leaves either the object or nothing', async () => {
    const { id, sent } = await begun();
    const [completed, aborted] = await Promise.all([
      outcome(complete(id, sent)),
      outcome(stage.client.send(new AbortMultipartUploadCommand({ ...at, UploadId: id }))),
    ]);
    expect([completed, aborted].sort()).toEqual(
      completed === '200' ? ['200', '404 NoSuchUpload'] : ['204', '404 NoSuchUpload'],
    );
    expect(await outcome(stage.client.send(new HeadObjectCommand(at)))).toBe(
      completed === '200' ? '200' : '404 NotFound',
    );
  });
});

describe('a part', () => {
  it('attack 33: has a number from 1 to 10,000', async () => {
    const id = await create();
    for (const number of ['0', '10001', '-1', '1e3', '1.5', '01', '', '99999999999']) {
      const url = await stage.presign(
        new UploadPartCommand({ ...at, UploadId: id, PartNumber: number as unknown as number }),
      ); // what a client may send
      expect(told(await stage.raw('PUT', url, {}, 'x'))).toBe('400 InvalidArgument');
    }
    expect(await outcome(send(id, 10_000, last).then(() => ({ $metadata: { httpStatusCode: 200 } })))).toBe('200');
  });

  it('attack 35: is for the upload and the key that were signed', async () => {
    const { id } = await begun();
    const stranger = { ...at, UploadId: 'nosuchupload', PartNumber: 1 };
    expect(told(await stage.raw('PUT', await stage.presign(new UploadPartCommand(stranger)), {}, 'x'))).toBe(
      '404 NoSuchUpload',
    );
    const otherKey = { Bucket: BUCKET, Key: uniqueKey(), UploadId: id, PartNumber: 1 };
    expect(told(await stage.raw('PUT', await stage.presign(new UploadPartCommand(otherKey)), {}, 'x'))).toBe(
      '404 NoSuchUpload',
    );
    const url = await stage.presign(new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1 }));
    expect(told(await stage.raw('PUT', url.replace('partNumber=1', 'partNumber=2'), {}, 'x'))).toBe(
      '403 SignatureDoesNotMatch',
    );
  });
});

describe('lists', () => {
  it('of more than 1,000 parts come in pages', async () => {
    const id = await create();
    const url = await stage.presign(new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1 }));
    expect(told(await stage.raw('PUT', url, {}, 'x'))).toBe('200');
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

  it('of uploads come in pages by key and id', async () => {
    const prefix = uniqueKey();
    const begin = async (name: string) =>
      (await stage.client.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: `${prefix}/${name}` })))
        .UploadId;
    const ids = [...[await begin('a'), await begin('a')].sort(), await begin('b')];
    const found: (string | undefined)[] = [];
    let markers: object | undefined = {};
    while (markers) {
      const page: ListMultipartUploadsCommandOutput = await stage.client.send(
        new ListMultipartUploadsCommand({ Bucket: BUCKET, Prefix: prefix, MaxUploads: 1, ...markers }),
      );
      found.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
    }
    expect(found).toEqual(ids);
  });
});
