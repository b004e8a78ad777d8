import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorker, submissionOf } from '../../bench/export/stage.ts';
import type { ExportRecord } from '../../src/records/export-record.ts';
import type { FileRecord } from '../../src/records/submission-records.ts';
import { encodeCrc32 } from '../../src/storage/crc32-header.ts';
import { startTestBucket, type TestBucket } from '../storage/test-bucket.ts';
import { readArchive } from './read-archive.ts';

/* Exports by any S3 (`npm run test:s3`): one that proves no archive, as Ceph 16, is sent every byte. */

let bucket: TestBucket;
let worker: Awaited<ReturnType<typeof startWorker>>;
const contents = [21_000_000, 0, 1000, 3_000_000].map((size) => new Uint8Array(randomBytes(size)));

beforeAll(async () => {
  bucket = await startTestBucket();
  const files = await Promise.all(contents.map((bytes, index) => stored(bytes, `${index}.bin`)));
  worker = await startWorker(bucket.client, 2, (index) => submissionOf(index + 1, { files: index === 0 ? files : [] }));
});
afterAll(async () => {
  await worker.close();
  await bucket.close();
});

async function stored(bytes: Uint8Array<ArrayBuffer>, filename: string): Promise<FileRecord> {
  const key = await bucket.put(bytes, 'application/octet-stream');
  const checksums = { sha256: null, crc32: encodeCrc32(crc32(bytes)) };
  return { id: filename, key, filename, contentType: 'application/octet-stream', size: bytes.byteLength, ...checksums };
}

async function bytesOf({ volumes }: ExportRecord): Promise<Buffer> {
  const [volume] = volumes;
  if (!volume) throw new Error('The export has no object.');
  expect(volume.isProven).toBe(bucket.keepsChecksums);
  const bytes = Buffer.from((await bucket.bucket.exports.read(volume.key)) ?? []);
  expect([bytes.byteLength, crc32(bytes)]).toEqual([volume.size, volume.crc32]);
  return bytes;
}

it('archive, of large and small files, has their bytes, and is what was planned', async () => {
  const entries = readArchive(await bytesOf(await worker.run('zip')));
  expect([...entries.keys()].map((path) => path.split('/').at(-1))).toEqual([
    'manifest.csv',
    'manifest.json',
    ...contents.map((_bytes, index) => `${index}.bin`),
  ]);
  const read = [...entries.values()].slice(2);
  expect(read.map((bytes, index) => bytes.equals(contents[index] ?? Buffer.of(1)))).toEqual(contents.map(() => true));
});

it('table, of two submissions, has a line for each', async () => {
  const table = String(await bytesOf(await worker.run('csv')));
  expect(
    table
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 2)),
  ).toEqual(['1,', '2,']);
});
