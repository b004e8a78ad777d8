import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PartBuffers } from '../../src/storage/part-buffers.ts';
import { cutParts, spillPartBytes } from '../../src/storage/spill-parts.ts';

const [MiB, GiB, TiB] = [1024 ** 2, 1024 ** 3, 1024 ** 4];
const numbers = Array.from({ length: 10_000 }, (_, at) => at + 1);

test('spillPartBytes, 10,000 parts, hold more than a function can send within the limits of S3', () => {
  const sizes = numbers.map(spillPartBytes);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(7.8 * TiB);
  expect(Math.min(...sizes)).toBe(8 * MiB);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5 * GiB);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
});

test('spillPartBytes, as much as a function sends in 29 seconds, are 8 MiB', () => {
  expect(numbers.filter((number) => spillPartBytes(number) === 8 * MiB)).toHaveLength(1000);
});

test('cutParts, a body in any chunks, gives its bytes in full parts and marks the last', async () => {
  const near = fc
    .integer({ min: -2, max: 2 })
    .chain((by) => fc.nat(3).map((parts) => Math.max(0, parts * 8 * MiB + by)));
  await fc.assert(
    fc.asyncProperty(near, fc.integer({ min: 1, max: 9 * MiB }), async (length, pieceBytes) => {
      const body = Buffer.alloc(length);
      for (let at = 0; at < length; at += 65_521) body[at] = at;
      const buffers = new PartBuffers(2);
      let at = 0;
      const seen: boolean[] = [];
      for await (const { number, bytes, isLast } of cutParts(inPieces(body, Math.max(pieceBytes, 4096)), buffers)) {
        expect(number).toBe(seen.length + 1);
        expect(bytes.equals(body.subarray(at, at + bytes.byteLength))).toBe(true);
        if (!isLast) expect(bytes.byteLength).toBe(8 * MiB);
        at += bytes.byteLength;
        seen.push(isLast);
        if (!isLast) buffers.release(bytes);
      }
      expect(at).toBe(length);
      expect(seen).toEqual([...seen.slice(1).fill(false), true]);
      expect(seen).toHaveLength(Math.max(1, Math.ceil(length / (8 * MiB))));
    }),
    { numRuns: 15 },
  );
});

test('cutParts, a slow consumer, reads no more than there are buffers for', async () => {
  let pieces = 0;
  const endless = (async function* () {
    for (; ; pieces += 1) yield new Uint8Array(MiB);
  })();
  const buffers = new PartBuffers(2);
  const parts = cutParts(endless, buffers);
  const first = await parts.next();
  await parts.next();
  const third = parts.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(pieces).toBeLessThanOrEqual(17);
  if (first.value) buffers.release(first.value.bytes);
  expect((await third).value).toMatchObject({ number: 3 });
  await parts.return();
});

async function* inPieces(body: Buffer, pieceBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < body.byteLength; at += pieceBytes) yield body.subarray(at, at + pieceBytes);
}
