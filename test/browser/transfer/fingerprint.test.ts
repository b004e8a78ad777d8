import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/browser/transfer/fingerprint.ts';

const bytes = Buffer.alloc(300_000, 'sluice');

function file(content: Buffer, name = 'film.mp4', lastModified = 1_700_000_000_000): File {
  return new File([Uint8Array.from(content)], name, { lastModified });
}

function changedAt(at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = 0;
  return changed;
}

test('fingerprint, the same file in the same place, is the same and reveals nothing', async () => {
  const one = await fingerprint('documents', 'files', file(bytes));
  expect(await fingerprint('documents', 'files', file(Buffer.from(bytes)))).toBe(one);
  expect(one).toMatch(/^[\w+/]{43}=$/);
});

test('fingerprint, another place, name, time, size, head or tail, is another', async () => {
  const all = await Promise.all([
    fingerprint('documents', 'files', file(bytes)),
    fingerprint('avatar', 'files', file(bytes)),
    fingerprint('documents', 'more', file(bytes)),
    fingerprint('documents', 'files', file(bytes, 'film2.mp4')),
    fingerprint('documents', 'files', file(bytes, 'film.mp4', 1)),
    fingerprint('documents', 'files', file(bytes.subarray(1))),
    fingerprint('documents', 'files', file(changedAt(10))),
    fingerprint('documents', 'files', file(changedAt(bytes.length - 10))),
  ]);
  expect(new Set(all).size).toBe(all.length);
});
