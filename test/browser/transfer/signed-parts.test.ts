import { expect, test } from 'vitest';
import { createSignedPartQueue, type PartSource } from '../../../src/browser/transfer/signed-parts.ts';

const request = { method: 'PUT', url: 'https://bucket.example/', headers: {} };

function source(changes: Partial<PartSource>): PartSource {
  return {
    missing: [1, 2, 3, 4],
    read: async (partNumber) => ({ partNumber, bytes: new Blob(), crc32: 0 }),
    sign: async (read) => read.map((part) => ({ ...part, request })),
    batch: () => 2,
    now: () => 0,
    freshForMs: 1_000,
    ...changes,
  };
}

test('signed parts, a signature unused for too long, sign the part again', async () => {
  const signed: number[] = [];
  let now = 0;
  const parts = createSignedPartQueue(
    source({
      missing: [1, 2],
      now: () => now,
      sign: async (read) => {
        signed.push(...read.map(({ partNumber }) => partNumber));
        return read.map((part) => ({ ...part, request }));
      },
    }),
  );
  await parts.next();
  now = 1_001;
  expect((await parts.next())?.partNumber).toBe(2);
  expect(signed).toEqual([1, 2, 2]);
});

test('signed parts, a signing that fails, lose no part', async () => {
  let failures = 1;
  const parts = createSignedPartQueue(
    source({
      sign: async (read) => {
        if (failures-- > 0) throw new Error('no answer');
        return read.map((part) => ({ ...part, request }));
      },
    }),
  );
  await expect(parts.next()).rejects.toThrow('no answer');
  const numbers = [await parts.next(), await parts.next(), await parts.next(), await parts.next()].map(
    (part) => part?.partNumber,
  );
  expect([numbers, await parts.next()]).toEqual([[1, 2, 3, 4], undefined]);
});

test('signed parts, a line slower than the disk, are signed first alone, then as many as were read', async () => {
  const batches: number[][] = [];
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  const ticks = async (count: number) => {
    for (let tick = 0; tick < count; tick++) await new Promise(setImmediate);
  };
  const parts = createSignedPartQueue(
    source({
      missing: numbers,
      batch: () => 10,
      read: async (partNumber) => {
        await ticks(3);
        return { partNumber, bytes: new Blob(), crc32: 0 };
      },
      sign: async (read) => {
        batches.push(read.map(({ partNumber }) => partNumber));
        await ticks(6);
        return read.map((part) => ({ ...part, request }));
      },
    }),
  );
  while (await parts.next()) await ticks(9);
  expect(batches[0]).toEqual([1]);
  expect(Math.max(...batches.map(({ length }) => length))).toBe(10);
  expect(batches.length).toBeLessThanOrEqual(8);
  expect(batches.flat()).toEqual(numbers);
});

test('signed parts, given back, are signed again without a second read', async () => {
  const read: number[] = [];
  const parts = createSignedPartQueue(
    source({
      missing: [1, 2],
      read: async (partNumber) => {
        read.push(partNumber);
        return { partNumber, bytes: new Blob(), crc32: partNumber };
      },
    }),
  );
  const first = await parts.next();
  if (first) parts.putBack(first);
  const rest = [await parts.next(), await parts.next(), await parts.next()];
  expect(rest.map((part) => part?.crc32).toSorted()).toEqual([1, 2, undefined]);
  expect(read).toEqual([1, 2]);
});

test('signed parts, a part given back, comes before untried ones', async () => {
  const parts = createSignedPartQueue(source({ batch: () => 1 }));
  const first = await parts.next();
  if (first) parts.putBack(first);
  const numbers = [await parts.next(), await parts.next()].map((part) => part?.partNumber);
  expect(numbers).toContain(1);
});
