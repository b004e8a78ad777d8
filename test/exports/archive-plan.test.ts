import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followedBy, nothingSent } from '../../src/exports/archive-checksum.ts';
import type { ArchiveEntry } from '../../src/exports/archive-entry.ts';
import { partsOf, planArchive } from '../../src/exports/archive-plan.ts';
import { readEntryLines, toEntryLine } from '../../src/exports/entry-lines.ts';
import { missingParts } from '../../src/exports/missing-parts.ts';
import { splitIntoVolumes } from '../../src/exports/volumes.ts';
import { encodeCrc32 } from '../../src/storage/crc32-header.ts';
import { byteCount } from '../../src/storage/planned-part.ts';
import { gibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { maxPartBytes, maxPartCount, minPartBytes } from '../../src/values/s3-limits.ts';
import {
  allParts,
  bytesOf,
  contentOf,
  entriesOf,
  inWords,
  joinedLists,
  manyOf,
  withoutCuts,
  zerosOf,
} from './archives.ts';

/** Sizes around every limit of the plan. */
const size = fc.oneof(
  fc.nat(2000),
  fc.nat(mebibytes(30)),
  fc.nat(gibibytes(6)),
  fc.constantFrom(0, minPartBytes, 19_999_999, 20_000_000, mebibytes(20), mebibytes(133), 0xfffffffe, 0xffffffff),
);
const sizes = fc.array(size, { maxLength: 30 });
const zeros = (all: readonly number[]): ArchiveEntry[] => all.map((each, index) => zerosOf(`${index}.bin`, each));

describe('the plan of an archive', () => {
  it('planArchive, files of any size, cuts parts that S3 takes and that make up the archive', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom('copying' as const, 'streaming' as const), (all, way) => {
        const { plan, parts } = allParts(zeros(all), way);
        expect(parts.map(({ number }) => number)).toEqual(parts.map((_, index) => index + 1));
        const lengths = parts.map((part) => contentOf(part).reduce((sum, stretch) => sum + byteCount(stretch), 0));
        expect(lengths).toEqual(parts.map((part) => part.size));
        expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThanOrEqual(minPartBytes);
        const tooLarge = parts.filter(
          (part) => part.size > (('copied' in part ? plan.pieceBytes : plan.readPartBytes) ?? 0),
        );
        expect(tooLarge).toEqual([]);
        const read = parts.filter((part) => 'content' in part).reduce((sum, part) => sum + part.size, 0);
        expect(plan).toMatchObject({ entries: all.length, parts: parts.length, readBytes: read });
        expect(plan.size).toBe(parts.reduce((sum, part) => sum + part.size, 0));
      }),
      { numRuns: 60 },
    );
  });

  it('planArchive, copying and streaming, gives archives of the same bytes', () => {
    fc.assert(
      fc.property(sizes, (all) => {
        const [copying, streaming] = [allParts(zeros(all), 'copying'), allParts(zeros(all), 'streaming')];
        expect(withoutCuts(copying.parts) === withoutCuts(streaming.parts)).toBe(true);
        expect([copying.plan.size, copying.plan.crc32]).toEqual([streaming.plan.size, streaming.plan.crc32]);
        expect(streaming.parts.some((part) => 'copied' in part)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('planArchive, any contents, predicts the size and the CRC-32 of the archive', () => {
    const file = fc.record({ path: fc.string({ minLength: 1 }), bytes: fc.uint8Array(), isLiteral: fc.boolean() });
    fc.assert(
      fc.property(fc.array(file, { maxLength: 10 }), (files) => {
        const { plan, parts } = allParts(entriesOf(files), 'copying');
        const archive = bytesOf(parts, files);
        expect([plan.size, plan.crc32]).toEqual([archive.byteLength, crc32(archive)]);
      }),
    );
  });

  it('planArchive, large contents, predicts the CRC-32 that the bytes have', () => {
    const files = [21, 3, 40].map((count, index) => {
      const bytes = Buffer.alloc(count * 1_000_000, `content ${index} of some length, `);
      return { path: `${index}.bin`, bytes };
    });
    const { plan, parts } = allParts(entriesOf(files), 'copying');
    expect(parts.filter((part) => 'copied' in part)).toHaveLength(2);
    expect(crc32(bytesOf(parts, files))).toBe(plan.crc32);
  });

  it('partsOf, a range of numbers, gives the same parts as all of them', () => {
    const list = joinedLists(manyOf(7, mebibytes(300)), manyOf(500, 70_000));
    const { plan, parts } = allParts(list, 'copying');
    expect(inWords(partsOf(list, plan, 4, 9))).toEqual(inWords(parts.slice(3, 9)));
    expect(inWords(partsOf(list, plan, parts.length))).toEqual(inWords(parts.slice(-1)));
  });

  it('partsOf, a frozen list, gives the same parts as the list', () => {
    const files = [
      { path: '1-ada/ü/日本.txt', bytes: Buffer.from('a\n"b"'), isLiteral: true },
      { path: '1-ada/x "y".bin', bytes: Buffer.alloc(30_000_000, 7) },
    ];
    const frozen = readEntryLines(Buffer.from(entriesOf(files).map(toEntryLine).join('')));
    const [one, other] = [allParts(frozen, 'copying'), allParts(entriesOf(files), 'copying')];
    expect([one.plan, ...inWords(one.parts)]).toEqual([other.plan, ...inWords(other.parts)]);
    expect(() => [...readEntryLines(Buffer.from('["a",1,2,3,"eA=="]'))]).toThrow(SyntaxError);
    expect(() => [...readEntryLines(Buffer.from('["a",-1,2,3,"eA=="]\n'))]).toThrow(/too_small/);
  });

  it('missingParts, some parts that have arrived, gives the others and those of another size', () => {
    const { parts } = allParts(manyOf(3, 30_000_000), 'copying');
    const received = parts.map((part) => ({ partNumber: part.number, size: part.size }));
    expect([...missingParts(parts, received)]).toEqual([]);
    const torn = received
      .filter(({ partNumber }) => partNumber !== 2)
      .map((part) => ({ ...part, size: part.partNumber === 5 ? 1 : part.size }));
    expect([...missingParts(parts, torn)].map(({ number }) => number)).toEqual([2, 5]);
  });

  it('followedBy, parts in any order and in two steps, gives the checksum of the archive', () => {
    const files = Array.from({ length: 9 }, (_, index) => ({
      path: `${index}`,
      bytes: Buffer.alloc(19_000_000, index),
    }));
    const { plan, parts } = allParts(entriesOf(files), 'streaming');
    const received = parts.map((part) => ({
      partNumber: part.number,
      size: part.size,
      crc32: encodeCrc32(crc32(bytesOf([part], files))),
    }));
    const first = followedBy(nothingSent, received.slice(0, 3));
    const whole = { parts: plan.parts, size: plan.size, crc32: plan.crc32 };
    expect(first && followedBy(first, received.slice(3).toReversed())).toEqual(whole);
    expect(followedBy(whole, [{ partNumber: 99, size: 1, crc32: undefined }])).toBeUndefined();
  });
});

describe('what a plan costs', () => {
  const megabytes = (count: number) => count * 1_000_000;

  // The figures of a planner that was written apart from this one.
  it.each([
    ['10 files of 1 GB', () => manyOf(10, megabytes(1000)), { parts: 91, pieceBytes: mebibytes(128) }, 0.006],
    ['1,000 files of 1 GB', () => manyOf(1000, megabytes(1000)), { parts: 9001, pieceBytes: mebibytes(128) }, 0.006],
    ['4,500 files of 25 MB', () => manyOf(4500, megabytes(25)), { parts: 9001 }, 0.21],
    ['3,000 files of 12 MB', () => manyOf(3000, megabytes(12)), {}, 1],
    ['10,000 files of 100 KB', () => manyOf(10_000, 100_000), { parts: 80 }, 1],
  ])('planArchive, %s, has the parts of the table and reads no more', (_what, list, expected, mostRead) => {
    const plan = planArchive(list(), 'copying');
    expect(plan).toMatchObject(expected);
    expect(plan.readBytes / plan.size).toBeLessThanOrEqual(mostRead);
  });

  it('planArchive, 4 files of 1 TB, takes pieces as large as 10,000 parts demand', () => {
    const { parts, pieceBytes, readBytes } = planArchive(manyOf(4, megabytes(1e6)), 'copying');
    expect(parts).toBeLessThanOrEqual(maxPartCount);
    expect(parts).toBeGreaterThan(9900);
    expect(pieceBytes).toBe(mebibytes(382));
    expect(readBytes).toBeLessThan(megabytes(22));
  });

  it('planArchive, small files beside large ones, reads the small ones and no byte of the large ones', () => {
    const list = joinedLists(manyOf(200, mebibytes(800)), manyOf(7000, 1_414_285));
    const { readBytes, size: all } = planArchive(list, 'copying');
    const overhead = all - 200 * mebibytes(800) - 7000 * 1_414_285;
    expect(readBytes).toBe(7000 * 1_414_285 + overhead);
  });
});

describe('volumes', () => {
  it.each([
    ['no file', () => manyOf(0, 0), [0]],
    ['4,500 large files', () => manyOf(4500, 25_000_000), [4500]],
    ['5,000 files of 21 MB, which would be 10,001 parts', () => manyOf(5000, 21_000_000), [4500, 500]],
    ['files of 45 TB', () => manyOf(9, 5e12), [8, 1]],
    ['200,000 small files', () => manyOf(200_000, 100_000), [200_000]],
  ])('splitIntoVolumes, %s, gives as many volumes as needed', (_what, list, counts) => {
    expect(splitIntoVolumes(list(), 'copying')).toEqual(counts);
  });

  it('splitIntoVolumes, more than one volume for a store that copies nothing, keeps parts within memory', () => {
    const list = manyOf(800, gibibytes(1));
    const counts = splitIntoVolumes(list, 'streaming');
    expect(counts).toEqual([624, 176]);
    const plan = planArchive(manyOf(counts[0] ?? 0, gibibytes(1)), 'streaming');
    expect(plan.readPartBytes).toBeLessThanOrEqual(mebibytes(64));
    expect(plan.parts).toBeLessThanOrEqual(maxPartCount);
  });

  it('planArchive, every volume of any files, has at most 10,000 parts', () => {
    const group = fc.tuple(fc.nat(5000), fc.oneof(fc.nat(40_000_000), fc.nat(gibibytes(60))));
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), (groups) => {
        const all = groups.flatMap(([count, each]) => [...manyOf(count, each)]);
        let start = 0;
        for (const count of splitIntoVolumes(all, 'copying')) {
          const plan = planArchive(all.slice(start, start + count), 'copying');
          expect(plan.parts).toBeLessThanOrEqual(maxPartCount);
          expect(plan.pieceBytes).toBeLessThanOrEqual(maxPartBytes);
          start += count;
        }
        expect(start).toBe(all.length);
      }),
      { numRuns: 8 },
    );
  });

  it('planArchive, more large files than parts, refuses', () => {
    expect(() => planArchive(manyOf(5001, 21_000_000), 'copying')).toThrow(RangeError);
  });
});
