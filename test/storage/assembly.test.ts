import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3ServiceException,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { followedBy, nothingSent } from '../../src/exports/archive-checksum.ts';
import type { ArchiveWay } from '../../src/exports/archive-cuts.ts';
import type { ArchiveEntry } from '../../src/exports/archive-entry.ts';
import { partsOf, planArchive } from '../../src/exports/archive-plan.ts';
import { readPartBytes } from '../../src/exports/byte-order.ts';
import { missingParts } from '../../src/exports/missing-parts.ts';
import { BucketUnavailable } from '../../src/problems/errors.ts';
import type { StartedAssembly } from '../../src/storage/assembly.ts';
import { SourceChanged, UploadLost, WrongChecksum } from '../../src/storage/assembly-errors.ts';
import { newId } from '../../src/values/id.ts';
import { newKey, startTestBucket, type TestBucket } from './test-bucket.ts';

let testBucket: TestBucket;
let list: ArchiveEntry[];

/** Sizes of files in the bucket; the second and the fourth are copied. */
const sizes = [1000, 21_000_000, 3_000_000, 20_000_000, 0, 70_000];

beforeAll(async () => {
  testBucket = await startTestBucket();
  const stored = sizes.map(async (size, index) => {
    const bytes = new Uint8Array(randomBytes(size));
    const key = await testBucket.put(bytes);
    const etag = (await testBucket.bucket.head(key))?.etag ?? '';
    return { path: `${index}.bin`, size, crc32: crc32(bytes), modifiedAt: 1.7e9, content: { key, etag } };
  });
  const manifest = Buffer.from('"path"\r\n');
  list = [
    { path: 'manifest.csv', size: manifest.length, crc32: crc32(manifest), modifiedAt: 1.7e9, content: manifest },
    ...(await Promise.all(stored)),
  ];
});
afterAll(() => testBucket.close());

const assembly = () => testBucket.bucket.assembly;
const archiveKey = () => `exports/${newId()}/archive.zip`;
const begin = (key = archiveKey()) => assembly().begin(key, 'application/zip');

async function assemble(way: ArchiveWay) {
  const plan = planArchive(list, way);
  const place = await begin();
  const sent = await assembly().sendParts(place, partsOf(list, plan), plan);
  return { plan, place, sent, result: await assembly().finish(place, plan) };
}

function keyOf(entry: ArchiveEntry | undefined): string {
  return entry && 'key' in entry.content ? entry.content.key : '';
}

async function openUploads(): Promise<number> {
  const { Uploads = [] } = await testBucket.s3.send(
    new ListMultipartUploadsCommand({ Bucket: testBucket.client.name }),
  );
  return Uploads.length;
}

describe('an archive assembled in the bucket', () => {
  it('finish, all parts sent by copying and by streaming, makes the planned object of the same bytes', async () => {
    const archives: Uint8Array[] = [];
    for (const way of ['copying', 'streaming'] as const) {
      const { plan, place, sent, result } = await assemble(way);
      expect(result).toBe('finished');
      const bytes = await testBucket.read(place.key);
      expect([bytes.byteLength, crc32(bytes)]).toEqual([plan.size, plan.crc32]);
      expect(sent).toHaveLength(plan.parts);
      const { parts, size, crc32: whole } = plan;
      // Not every S3 says the checksum of a part that it has copied.
      if (testBucket.keepsChecksums || way === 'streaming')
        expect(followedBy(nothingSent, sent)).toEqual({ parts, size, crc32: whole });
      expect(place.isProven).toBe(testBucket.keepsChecksums);
      archives.push(bytes);
    }
    expect(Buffer.compare(archives[0] ?? Buffer.of(0), archives[1] ?? Buffer.of(1))).toBe(0);
    expect(await openUploads()).toBe(0);
  });

  it('finish, parts from two workers at one range, makes the object once, however often it is asked', async () => {
    const plan = planArchive(list, 'copying');
    const place = await begin();
    const send = () => assembly().sendParts(place, partsOf(list, plan), plan);
    await Promise.all([send(), send()]);
    expect(await assembly().finish(place, plan)).toBe('finished');
    expect(await assembly().finish(place, plan)).toBe('finished');
  });

  it('missingParts, a worker that was killed, sends the rest only', async () => {
    const plan = planArchive(list, 'copying');
    const place = await begin();
    await assembly().sendParts(place, partsOf(list, plan, 1, 2), plan);
    expect(await assembly().finish(place, plan)).toBe('incomplete');
    const received = (await assembly().listParts(place)) ?? [];
    const missing = [...missingParts(partsOf(list, plan), received)];
    expect(missing.map(({ number }) => number)[0]).toBe(3);
    await assembly().sendParts(place, missing, plan);
    expect(await assembly().finish(place, plan)).toBe('finished');
  });

  it('abort, an upload with parts, removes it, also twice, and nothing can be finished', async () => {
    const plan = planArchive(list, 'copying');
    const place = await begin();
    await assembly().sendParts(place, partsOf(list, plan, 1, 1), plan);
    await assembly().abort(place);
    await assembly().abort(place);
    expect(await openUploads()).toBe(0);
    expect(await assembly().finish(place, plan)).toBe('lost');
    await expect(assembly().sendParts(place, partsOf(list, plan), plan)).rejects.toBeInstanceOf(UploadLost);
  });
});

describe('an archive that is not as planned', () => {
  it('finish, a wrong CRC-32 in the plan, is refused by the bucket and makes no object', async ({ skip }) => {
    skip(!testBucket.keepsChecksums, 'This S3 proves no checksum of the whole.');
    const plan = planArchive(list, 'copying');
    const place = await begin();
    await assembly().sendParts(place, partsOf(list, plan), plan);
    const other = { ...plan, crc32: (plan.crc32 ^ 1) >>> 0 };
    await expect(assembly().finish(place, other)).rejects.toBeInstanceOf(WrongChecksum);
    expect(await testBucket.bucket.head(place.key)).toBeUndefined();
    await assembly().abort(place);
  });

  it.each([
    ['copied', 2],
    ['read', 3],
  ] as const)(
    'sendParts, a source that changed and is %s, says which and leaves no part under way',
    async (_way, at) => {
      const changed = list.map((entry, index) =>
        index === at && !(entry.content instanceof Uint8Array)
          ? { ...entry, content: { ...entry.content, etag: '"0123456789abcdef0123456789abcdef"' } }
          : entry,
      );
      const plan = planArchive(changed, 'copying');
      const place = await begin();
      const key = keyOf(changed[at]);
      const sending = assembly().sendParts(place, partsOf(changed, plan), plan);
      await expect(sending).rejects.toThrow(new SourceChanged(key));
      await assembly().abort(place);
    },
  );

  it('sendParts, a source that is gone, says which', async () => {
    const key = newKey();
    const gone = [{ path: 'a', size: 10, crc32: 1, modifiedAt: 0, content: { key, etag: '"x"' } }];
    const plan = planArchive(gone, 'copying');
    const place = await begin();
    await expect(assembly().sendParts(place, partsOf(gone, plan), plan)).rejects.toMatchObject({ key });
    await assembly().abort(place);
  });
});

describe('an assembly on a bucket with faults', () => {
  const conflict = (name: string, httpStatusCode: number) =>
    new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode } });

  it('finish, a completion whose response was lost, finds the object', async () => {
    const plan = planArchive(list, 'copying');
    const place = await begin();
    await assembly().sendParts(place, partsOf(list, plan), plan);
    const mocked = mockClient(testBucket.s3);
    try {
      mocked.on(ListPartsCommand).resolves({ Parts: [{ PartNumber: 1, Size: plan.size, ETag: '"1"' }] });
      mocked.on(CompleteMultipartUploadCommand).rejects(conflict('PreconditionFailed', 412));
      const crc = Buffer.alloc(4);
      crc.writeUInt32BE(plan.crc32);
      mocked.on(HeadObjectCommand).resolves({ ContentLength: plan.size, ChecksumCRC32: crc.toString('base64') });
      expect(await assembly().finish(place, { ...plan, parts: 1 })).toBe('finished');
      mocked.on(HeadObjectCommand).resolves({ ContentLength: 1 });
      await expect(assembly().finish(place, { ...plan, parts: 1 })).rejects.toBeInstanceOf(BucketUnavailable);
      mocked.on(CompleteMultipartUploadCommand).rejects(conflict('InvalidPart', 400));
      expect(await assembly().finish(place, { ...plan, parts: 1 })).toBe('incomplete');
    } finally {
      mocked.restore();
    }
    await assembly().abort(place);
  });

  it('listParts, more than one page, gives all parts', async () => {
    const mocked = mockClient(testBucket.s3);
    try {
      mocked.on(ListPartsCommand).callsFake(({ PartNumberMarker = '0' }: { PartNumberMarker?: string }) => {
        const first = Number(PartNumberMarker) + 1;
        const Parts = Array.from({ length: 1000 }, (_, index) => ({ PartNumber: first + index, Size: 5, ETag: '"e"' }));
        return { Parts, IsTruncated: first < 9001, NextPartNumberMarker: String(first + 999) };
      });
      const parts = await assembly().listParts({ key: 'k', multipartId: 'm' });
      expect(parts?.map(({ partNumber }) => partNumber)).toEqual(
        Array.from({ length: 10_000 }, (_, index) => index + 1),
      );
    } finally {
      mocked.restore();
    }
  });

  it('sendParts, 200 copies and reads by two callers, has at most two read parts under way', async () => {
    const mocked = mockClient(testBucket.s3);
    const under = { copies: 0, puts: 0 };
    const most = { copies: 0, puts: 0 };
    const counted = (kind: 'copies' | 'puts', response: object) => async () => {
      under[kind] += 1;
      most[kind] = Math.max(most[kind], under[kind]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under[kind] -= 1;
      return response;
    };
    try {
      mocked.on(UploadPartCopyCommand).callsFake(counted('copies', { CopyPartResult: { ETag: '"c"' } }));
      mocked.on(UploadPartCommand).callsFake(counted('puts', { ETag: '"p"' }));
      const range = { key: 'k', etag: '"e"', start: 0, end: 10 };
      const parts = Array.from({ length: 100 }, (_, index) =>
        index % 10 === 0
          ? { number: index + 1, size: 1, content: [Buffer.from('x')] }
          : { number: index + 1, size: 10, copied: range },
      );
      const send = () => assembly().sendParts({ key: 'k', multipartId: 'm' }, parts, { readPartBytes });
      const sent = await Promise.all([send(), send()]);
      expect(sent.flat()).toHaveLength(200);
      expect(most.copies).toBeLessThanOrEqual(2 * 64);
      expect(most.copies).toBeGreaterThan(30);
      expect(most.puts).toBe(2);
    } finally {
      mocked.restore();
    }
  });

  it('begin, a store that keeps no CRC-32 of the whole, says so, and is told none at the end', async () => {
    const mocked = mockClient(testBucket.s3);
    try {
      mocked.on(CreateMultipartUploadCommand).resolves({ UploadId: 'm' });
      mocked.on(ListPartsCommand).resolves({ Parts: [{ PartNumber: 1, Size: 7, ETag: '"1"' }] });
      mocked.on(CompleteMultipartUploadCommand).resolves({ ETag: '"1-1"' });
      const place = await begin();
      expect(place.isProven).toBe(false);
      expect(await assembly().finish(place, { size: 7, crc32: 5, parts: 1 })).toBe('finished');
      const [told] = mocked.commandCalls(CompleteMultipartUploadCommand);
      expect(told?.args[0].input).toMatchObject({ MpuObjectSize: 7, IfNoneMatch: '*' });
      expect(told?.args[0].input).not.toHaveProperty('ChecksumCRC32');
    } finally {
      mocked.restore();
    }
  });

  it('sendParts and finish, a worker killed at every call in turn, end with the planned object', async () => {
    const few = [0, 1, 4].flatMap((index) => list[index] ?? []);
    const plan = planArchive(few, 'copying');
    const work = async (place: StartedAssembly) => {
      const received = await assembly().listParts(place);
      if (received) await assembly().sendParts(place, missingParts(partsOf(few, plan), received), plan);
      return assembly().finish(place, plan);
    };
    let [calls, killedAt] = [0, 0];
    testBucket.s3.middlewareStack.add(
      (next) => async (call) => {
        calls += 1;
        if (killedAt > 0 && calls >= killedAt) throw new Error('killed');
        return next(call);
      },
      { step: 'initialize', name: 'kills' },
    );
    onTestFinished(() => void testBucket.s3.middlewareStack.remove('kills'));
    for (let wasKilled = true, at = 1; wasKilled; at += 1) {
      killedAt = 0;
      const place = await begin();
      [calls, killedAt] = [0, at];
      wasKilled = await work(place).then(
        () => false,
        () => true,
      );
      killedAt = 0;
      expect(await work(place)).toBe('finished');
      const made = await testBucket.bucket.head(place.key);
      expect(made?.size).toBe(plan.size);
      if (!wasKilled) expect(at).toBeGreaterThan(6);
    }
  });

  it('sendParts, a read that breaks off twice, reads again', async () => {
    const plan = planArchive(list.slice(0, 2), 'copying');
    const place = await begin();
    let reads = 0;
    testBucket.s3.middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          if (commandName === 'GetObjectCommand' && reads++ < 2)
            throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
          return next(call);
        },
      { step: 'initialize', name: 'breaksOff' },
    );
    onTestFinished(() => void testBucket.s3.middlewareStack.remove('breaksOff'));
    await assembly().sendParts(place, partsOf(list.slice(0, 2), plan), plan);
    expect(reads).toBe(3);
    expect(await assembly().finish(place, plan)).toBe('finished');
  });
});
