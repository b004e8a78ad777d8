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

test('signed parts, a part given back, comes before untried ones', async () => {
  const parts = createSignedPartQueue(source({ batch: () => 1 }));
  const first = await parts.next();
  parts.putBack(first?.partNumber ?? 0);
  const numbers = [await parts.next(), await parts.next()].map((part) => part?.partNumber);
  expect(numbers).toContain(1);
});
