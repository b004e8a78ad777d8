import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingParts, partRange, signedAheadMs, signingBatch } from '../../../src/browser/transfer/parts-to-send.ts';
import { signedRequestLifetimeSeconds } from '../../../src/storage/presigned-request.ts';

const ascending = (one: number, other: number) => one - other;

test('the missing parts, none confirmed, begin with the last, which is the smallest', () => {
  expect(missingParts(4, new Set())).toEqual([4, 1, 2, 3]);
  expect(missingParts(1, new Set())).toEqual([1]);
});

test('the plan of parts, any file, covers every byte once, only the last may be shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e5 }), (fileSize, partSize) => {
      fc.pre(fileSize / partSize < 5_000);
      const partCount = Math.ceil(fileSize / partSize);
      let covered = 0;
      for (const partNumber of missingParts(partCount, new Set()).toSorted(ascending)) {
        const { start, end } = partRange(partNumber, partSize, fileSize);
        expect(start).toBe(covered);
        expect(end - start).toBe(partNumber === partCount ? fileSize - start : partSize);
        covered = end;
      }
      expect(covered).toBe(fileSize);
    }),
  );
});

test('the missing parts, some confirmed, are the others', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 200 })),
      (partCount, confirmed) => {
        const missing = missingParts(partCount, new Set(confirmed));
        const all = [...missing, ...confirmed.filter((partNumber) => partNumber <= partCount)].sort(ascending);
        expect(all).toEqual(Array.from({ length: partCount }, (_, index) => index + 1));
      },
    ),
  );
});

test('a signed part, waits no longer than half the life of its signature', () => {
  expect(signedAheadMs).toBeLessThanOrEqual((signedRequestLifetimeSeconds * 1000) / 2);
});

test('the plan of parts, 48.8 TiB, keeps the exact bytes', () => {
  const fileSize = 48.8 * 2 ** 40;
  const partSize = Math.ceil(fileSize / 10_000);
  expect(partRange(10_000, partSize, fileSize)).toEqual({ start: 9_999 * partSize, end: fileSize });
});

test('signing ahead, a fast line takes a hundred parts, a slow one one, an unknown one few', () => {
  expect(signingBatch(16 * 2 ** 20, 0)).toBe(4);
  expect(signingBatch(500 * 2 ** 20, 0)).toBe(1);
  expect(signingBatch(16 * 2 ** 20, 100_000)).toBe(1);
  expect(signingBatch(16 * 2 ** 20, 10_000_000)).toBe(35);
  expect(signingBatch(16 * 2 ** 20, 1_000_000_000)).toBe(100);
});
