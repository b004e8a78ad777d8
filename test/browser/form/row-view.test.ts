import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, statusText } from '../../../src/browser/form/row-view.ts';
import type { UploadSnapshot } from '../../../src/browser/transfer/file-upload.ts';
import { UploadFailure } from '../../../src/browser/transfer/upload-failure.ts';
import { phrases } from '../../support/phrases.ts';

const sending: UploadSnapshot = {
  phase: 'sending',
  sentBytes: 10 * 2 ** 20,
  size: 40 * 2 ** 20,
  bytesPerSecond: 2 * 2 ** 20,
  isOnline: true,
  isRetrying: false,
  failure: undefined,
};

test('the row of a file, while it is sent, says how much, how fast and how long', () => {
  expect(statusText(sending, phrases)).toBe('25%, 10\u00a0MB of 40\u00a0MB, 2\u00a0MB/s, 15 secs left');
  expect(statusText({ ...sending, bytesPerSecond: 0 }, phrases)).toBe('25%, 10\u00a0MB of 40\u00a0MB');
  expect(statusText({ ...sending, sentBytes: 0 }, phrases)).toBe('Waiting…');
});

test('the row of a file, every other state, has its words', () => {
  expect(statusText({ ...sending, phase: 'preparing' }, phrases)).toBe('Preparing…');
  expect(statusText({ ...sending, phase: 'paused' }, phrases)).toBe('Paused at 10\u00a0MB of 40\u00a0MB');
  expect(statusText({ ...sending, phase: 'checking' }, phrases)).toBe('Checking the file…');
  expect(statusText({ ...sending, phase: 'removing' }, phrases)).toBe('Removing…');
  expect(statusText({ ...sending, phase: 'complete' }, phrases)).toBe('Uploaded');
  expect(statusText({ ...sending, isOnline: false }, phrases)).toBe(
    'You’re offline. The upload will continue when you’re back online.',
  );
  expect(statusText({ ...sending, isRetrying: true }, phrases)).toBe('No answer at the moment. Trying again…');
  expect(statusText({ ...sending, isRetrying: true, isOnline: false }, phrases)).toContain('You’re offline.');
});

test('the row of a file, a failure, shows the app’s sentence or the text of its code', () => {
  const failed = (failure: UploadFailure) => statusText({ ...sending, phase: 'failed', failure }, phrases);
  expect(failed(new UploadFailure('app-refused', 'failed', { sentence: 'The disk is full.' }))).toBe(
    'The disk is full.',
  );
  expect(failed(new UploadFailure('app-refused', 'failed', { status: 418 }))).toBe(
    'The server refused the file (418). Remove it and choose it again.',
  );
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
