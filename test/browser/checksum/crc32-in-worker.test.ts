import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { createCrc32InWorker } from '../../../src/browser/checksum/crc32-in-worker.ts';
import { crc32OfBlob } from '../../../src/browser/checksum/file-checksum.ts';

const { signal } = new AbortController();
const blobs = ['one', 'two', 'three'].map((text) => new Blob([text]));
const checksums = ['one', 'two', 'three'].map((text) => zlibCrc32(text));

/** As much of a worker as the page talks to. */
class FakeWorker {
  onmessage: ((event: { data: number | undefined }) => void) | undefined;
  onerror: (() => void) | undefined;
  readonly asked: Blob[] = [];
  postMessage(blob: Blob) {
    this.asked.push(blob);
  }
}

/** Returns the function under test with the workers that it started. */
function start() {
  const workers: FakeWorker[] = [];
  const crc32 = createCrc32InWorker(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    // The function uses no more of a worker than the fake has.
    return worker as unknown as Worker;
  }, crc32OfBlob);
  return { workers, crc32 };
}

test('crc32 in a worker, several blobs, has one worker answer each in order', async () => {
  const { workers, crc32 } = start();
  const all = Promise.all(blobs.map((blob) => crc32(blob, signal)));
  expect(workers[0]?.asked).toEqual(blobs);
  for (const data of [11, 12, 13]) workers[0]?.onmessage?.({ data });
  expect([await all, workers.length]).toEqual([[11, 12, 13], 1]);
});

test('crc32 in a worker, a worker that cannot start, computes in the page from then on', async () => {
  const { workers, crc32 } = start();
  const all = Promise.all(blobs.map((blob) => crc32(blob, signal)));
  workers[0]?.onerror?.();
  expect(await all).toEqual(checksums);
  expect(await crc32(new Blob(['one']), signal)).toBe(checksums[0]);
  expect([workers.length, workers[0]?.asked.length]).toEqual([1, 3]);
});

test('crc32 in a worker, a browser that refuses to make one, computes in the page', async () => {
  const crc32 = createCrc32InWorker(() => {
    throw new DOMException('Refused', 'SecurityError');
  }, crc32OfBlob);
  expect(await Promise.all(blobs.map((blob) => crc32(blob, signal)))).toEqual(checksums);
});

test('crc32 in a worker, a blob that it cannot read, is read in the page, whose error says why', async () => {
  const { workers, crc32 } = start();
  const one = crc32(new Blob(['one']), signal);
  workers[0]?.onmessage?.({ data: undefined });
  expect(await one).toBe(checksums[0]);
});

test('crc32 in a worker, paused while it reads, ends with the reason', async () => {
  const { workers, crc32 } = start();
  const pause = new AbortController();
  const one = crc32(new Blob(['one']), pause.signal);
  pause.abort('paused');
  workers[0]?.onmessage?.({ data: 1 });
  await expect(one).rejects.toBe('paused');
});
