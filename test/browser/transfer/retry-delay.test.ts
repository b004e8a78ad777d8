import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTemporary, retryAfterInMs, retryDelayInMs } from '../../../src/browser/transfer/retry-delay.ts';

test('retryDelayInMs, each failure, is random up to a bound that doubles, 30 s at most', () => {
  const almostOne = () => 0.999;
  expect([1, 2, 3, 4, 5, 6, 60].map((failures) => Math.round(retryDelayInMs(failures, 0, almostOne) / 1000))).toEqual([
    1, 2, 4, 8, 16, 30, 30,
  ]);
  expect(retryDelayInMs(5, 0, () => 0)).toBe(0);
});

test('retryDelayInMs, Retry-After, is never shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(1e6), (failures, retryAfterMs) => {
      expect(retryDelayInMs(failures, retryAfterMs)).toBeGreaterThanOrEqual(retryAfterMs);
    }),
  );
});

test('retryAfterInMs, seconds, a date or nonsense, reads the first two', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  expect(retryAfterInMs('120', now)).toBe(120_000);
  expect(retryAfterInMs('Fri, 20 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterInMs('Fri, 20 Nov 2026 09:00:00 GMT', now)).toBe(0);
  expect(retryAfterInMs('soon', now)).toBe(0);
  expect(retryAfterInMs(null, now)).toBe(0);
});

test('isTemporary, any status, true only of failures that may pass', () => {
  const mayPass = (status: number, code = '') => isTemporary({ status, code, retryAfterMs: 0 });
  expect([0, 408, 429, 500, 502, 503, 504].filter((status) => mayPass(status))).toEqual([
    0, 408, 429, 500, 502, 503, 504,
  ]);
  expect([200, 400, 401, 403, 404, 409, 412, 413, 415, 422, 501].filter((status) => mayPass(status))).toEqual([]);
  expect([mayPass(400, 'RequestTimeout'), mayPass(409, 'ConditionalRequestConflict')]).toEqual([true, true]);
  expect([mayPass(400, 'BadDigest'), mayPass(409, 'OperationAborted')]).toEqual([false, false]);
});
