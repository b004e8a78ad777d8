import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReadAhead, type ReadPart } from '../../../src/browser/transfer/read-ahead.ts';

const partOf = (partNumber: number): ReadPart => ({ partNumber, bytes: new Blob(), crc32: 0 });
const numbersOf = (parts: readonly ReadPart[]) => parts.map(({ partNumber }) => partNumber);
const settled = () => new Promise(setImmediate);

test('the read-ahead, any number of parts, reads each once and one after the other', async () => {
  const wishes = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1 });
  const count = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(count, fc.integer({ min: 1, max: 12 }), wishes, async (partCount, most, leasts) => {
      let open = 0;
      let mostOpen = 0;
      const missing = Array.from({ length: partCount }, (_, index) => index + 1);
      const read = async (partNumber: number) => {
        mostOpen = Math.max(mostOpen, ++open);
        await Promise.resolve();
        open--;
        return partOf(partNumber);
      };
      const parts = createReadAhead({ missing, most: () => most, read });
      const taken: number[] = [];
      for (let turn = 0; !parts.isEmpty(); turn++) {
        const least = leasts[turn % leasts.length] ?? 1;
        const some = await parts.takeAtLeast(least);
        expect(some.length).toBeGreaterThanOrEqual(Math.min(least, most, partCount - taken.length));
        taken.push(...numbersOf(some));
      }
      expect(taken).toEqual(missing);
      expect(mostOpen).toBe(1);
    }),
  );
});

test('the read-ahead, parts that are not taken, reads no more than are allowed', async () => {
  let reads = 0;
  const read = async (partNumber: number) => {
    reads++;
    return partOf(partNumber);
  };
  const parts = createReadAhead({ missing: [1, 2, 3, 4, 5, 6, 7, 8, 9], most: () => 3, read });
  const taken = await parts.takeAtLeast(1);
  await settled();
  expect(reads - taken.length).toBe(3);
});

test('the read-ahead, not asked yet, reads nothing', async () => {
  let reads = 0;
  createReadAhead({ missing: [1], most: () => 9, read: async (partNumber) => partOf(partNumber + reads++) });
  await settled();
  expect(reads).toBe(0);
});

test('the read-ahead, a read that fails, raises the error once and reads that part again', async () => {
  let failures = 1;
  const read = async (partNumber: number) => {
    if (partNumber === 2 && failures-- > 0) throw new Error('unreadable');
    return partOf(partNumber);
  };
  const parts = createReadAhead({ missing: [1, 2, 3], most: () => 9, read });
  await expect(parts.takeAtLeast(3)).rejects.toThrow('unreadable');
  expect(numbersOf(await parts.takeAtLeast(3)).toSorted()).toEqual([1, 2, 3]);
  expect(parts.isEmpty()).toBe(true);
});

test('the read-ahead, a read that fails for good, is not repeated by itself', async () => {
  let reads = 0;
  const read = async () => {
    reads++;
    throw new Error('unreadable');
  };
  const parts = createReadAhead({ missing: [1], most: () => 9, read });
  await expect(parts.takeAtLeast(1)).rejects.toThrow('unreadable');
  await settled();
  expect(reads).toBe(1);
});

test('the read-ahead, parts given back, come first and are not read again', async () => {
  let reads = 0;
  const read = async (partNumber: number) => {
    reads++;
    return partOf(partNumber);
  };
  const parts = createReadAhead({ missing: [1, 2, 3, 4], most: () => 2, read });
  const taken = await parts.takeAtLeast(2);
  await settled();
  parts.putBack(...taken);
  expect(numbersOf(await parts.takeAtLeast(2))).toEqual([1, 2, 3, 4]);
  expect(reads).toBe(4);
});
