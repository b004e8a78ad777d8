import { expect, test } from 'vitest';
import { createLine } from '../../../src/browser/transfer/line.ts';
import type { BucketResponse } from '../../../src/browser/transfer/put-bytes.ts';
import { maxSinglePutBytes } from '../../../src/uploads/part-plan.ts';

/** Returns how many parts may be on their way, after requests of parts on a line of this speed. */
async function partsAllowed(bytesPerSecond: number, requests: number, status = 200): Promise<number> {
  let now = 0;
  const line = createLine(() => now);
  for (let request = 0; request < requests; request++) {
    await line.measure(maxSinglePutBytes, async (): Promise<BucketResponse> => {
      now += (maxSinglePutBytes / bytesPerSecond) * 1000;
      return { status, retryAfterMs: 0, code: '' };
    });
  }
  return Math.floor(line.allowance() / maxSinglePutBytes);
}

test.each([
  ['not measured', 1e9, 0, 1],
  ['64 KB/s', 64_000, 9, 1],
  ['500 KB/s', 500_000, 9, 1],
  ['1 MB/s', 1e6, 9, 3],
  ['10 MB/s, after its first part', 1e7, 1, 31],
])('a line, %s, allows the parts of twenty seconds, at least one', async (_line, bytesPerSecond, requests, parts) => {
  expect(await partsAllowed(bytesPerSecond, requests)).toBe(parts);
});

test('a line, less than a megabyte stored however fast, stays unmeasured', async () => {
  const line = createLine(() => 0);
  await line.measure(999_999, async () => ({ status: 200, retryAfterMs: 0, code: '' }));
  expect(line.allowance()).toBe(8_000_000);
  await line.measure(999_999, async () => ({ status: 200, retryAfterMs: 0, code: '' }));
  expect(line.allowance()).toBeGreaterThan(8_000_000);
});

test('a line, requests that fail fast, stays unmeasured', async () => {
  expect(await partsAllowed(1e9, 5, 503)).toBe(1);
});

test('a line, idle between two requests, counts only the time of sending', async () => {
  let now = 0;
  const line = createLine(() => now);
  for (const _ of [1, 2, 3]) {
    now += 60_000;
    await line.measure(maxSinglePutBytes, async () => {
      now += 1000;
      return { status: 200, retryAfterMs: 0, code: '' };
    });
  }
  expect(line.allowance()).toBe(20 * maxSinglePutBytes);
});

test('a line, four requests at a time, is measured by their sum', async () => {
  let now = 0;
  const line = createLine(() => now);
  const ends = Promise.withResolvers<void>();
  const four = [1, 2, 3, 4].map(() =>
    line.measure(maxSinglePutBytes, async () => {
      await ends.promise;
      return { status: 200, retryAfterMs: 0, code: '' };
    }),
  );
  now = 4000;
  ends.resolve();
  await Promise.all(four);
  // Between that of one in the whole time and of four, as the latest request counts most.
  expect(line.allowance()).toBeGreaterThan(20 * maxSinglePutBytes);
  expect(line.allowance()).toBeLessThan(35 * maxSinglePutBytes);
});
