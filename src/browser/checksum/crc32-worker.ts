import { crc32OfBlob } from './file-checksum.ts';

/*
 * The worker that computes checksums beside the page, so that the page stays responsive. It is built as one classic
 * script, since Firefox has module workers only from version 114 on. It gets blobs and responds to each in order with
 * its CRC-32, or with nothing when it cannot read it.
 */

const { signal } = new AbortController();
let latest: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  latest = latest.then(async () => postMessage(await crc32OfBlob(data, signal).catch(() => undefined)));
});
