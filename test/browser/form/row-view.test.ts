import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationText, percentOf, statusText } from '../../../src/browser/form/row-view.ts';
import type { UploadSnapshot } from '../../../src/browser/transfer/file-upload.ts';

const sending: UploadSnapshot = {
  phase: 'sending',
  sentBytes: 10 * 2 ** 20,
  size: 40 * 2 ** 20,
  bytesPerSecond: 2 * 2 ** 20,
  isOnline: true,
  failure: undefined,
};

test('the row of a file, while it is sent, says how much, how fast and how long', () => {
  expect(statusText(sending)).toBe('10 MB of 40 MB, 2 MB/s, 15 s left');
  expect(statusText({ ...sending, bytesPerSecond: 0 })).toBe('10 MB of 40 MB');
  expect(statusText({ ...sending, sentBytes: 0 })).toBe('Waiting to be sent…');
});

test('the row of a file, every other state, has its words', () => {
  expect(statusText({ ...sending, phase: 'preparing' })).toBe('Preparing…');
  expect(statusText({ ...sending, phase: 'paused' })).toBe('Paused at 10 MB of 40 MB');
  expect(statusText({ ...sending, phase: 'checking' })).toBe('Sent. Checking…');
  expect(statusText({ ...sending, phase: 'removing' })).toBe('Removing…');
  expect(statusText({ ...sending, phase: 'complete' })).toBe('Uploaded');
  expect(statusText({ ...sending, isOnline: false })).toBe('Offline. It goes on when the connection is back.');
  expect(statusText({ ...sending, phase: 'failed', failure: 'The disk is full.' })).toBe('The disk is full.');
});

test('the bar of a file, full size sent, is full only once the server has said so', () => {
  const phases = ['preparing', 'sending', 'paused', 'checking', 'failed', 'rejected', 'signed-out'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...phases),
      fc.integer({ min: 1, max: 1e15 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (phase, size, share) => {
        const percent = percentOf({ ...sending, phase, size, sentBytes: Math.ceil(size * share) });
        expect(percent ?? 0).toBeGreaterThanOrEqual(0);
        expect(percent ?? 0).toBeLessThan(100);
      },
    ),
  );
  expect(percentOf({ ...sending, phase: 'complete' })).toBe(100);
});

test('the bar of a file, an unknown share, has no value', () => {
  expect([percentOf({ ...sending, phase: 'checking' }), percentOf({ ...sending, phase: 'preparing' })]).toEqual([
    undefined,
    undefined,
  ]);
});

test('durations, any, are said in the unit that fits', () => {
  expect([0.2, 59.5, 61, 3_599, 3_601, 90_000].map(durationText)).toEqual([
    '1 s',
    '60 s',
    '2 min',
    '1 h 0 min',
    '1 h 1 min',
    '25 h 0 min',
  ]);
});
