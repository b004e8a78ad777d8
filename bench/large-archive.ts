/**
 * Reads an archive of three files of 6 GB whole: `node --import tsx bench/large-archive.ts [GB of each]`. The export is
 * made by its jobs from the embedded bucket, fetched as a browser does, and read by every program of the tests that is
 * there. Exits with 1 when a program finds a fault. The archive is a file with holes: it takes little of the disk.
 */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { archiveReaders } from '../test/exports/zip-readers.ts';
import { startBucketProcess } from './export/processes.ts';
import { makeSource, openBucket, startWorker, submissionsOf } from './export/stage.ts';

const GB = 1_000_000_000;
const bytes = Number(process.argv[2] ?? 6) * GB;

const folder = await mkdtemp(join(tmpdir(), 'sluice-large-'));
const bucket = await startBucketProcess();
try {
  process.exitCode = (await readByAll(await makeArchive(join(folder, 'archive.zip')))) ? 0 : 1;
} finally {
  await bucket.close();
  await rm(folder, { recursive: true });
}

async function makeArchive(path: string): Promise<string> {
  const client = await openBucket(bucket.endpoint);
  const source = await makeSource(client, 'files/large', bytes, 0);
  const files = ['c', 'a', 'b'].map((name) => ({ ...source, id: name, filename: `${name}.bin` }));
  const [submission] = submissionsOf(files);
  if (!submission) throw new Error('There is no submission.');
  const worker = await startWorker(client, 1, () => submission);
  const { volumes } = await worker.run('zip');
  await worker.close();
  const [archive] = volumes;
  if (!archive) throw new Error('The export has no archive.');
  const { Body } = await client.s3.send(new GetObjectCommand({ Bucket: client.name, Key: archive.key }));
  if (!(Body instanceof Readable)) throw new Error('The archive has no content.');
  await writeWithHoles(path, Body);
  console.log(`${(archive.size / GB).toFixed(1)} GB in ${archive.parts} parts`);
  return path;
}

/** Reads the archive by each program; returns false when one finds a fault. */
async function readByAll(archive: string): Promise<boolean> {
  const readings = archiveReaders.map((reader) => {
    if (!reader.canRun()) return { program: reader.name, status: 'is not there' };
    const startedAt = performance.now();
    const { status, output } = reader.read(archive);
    if (status !== 0) console.error(reader.name, output);
    return { program: reader.name, status, seconds: Math.round((performance.now() - startedAt) / 1000) };
  });
  console.table(readings);
  return readings.every(({ status }) => status === 0 || status === 'is not there');
}

/** Writes a body to a file, and leaves out its zeros. */
async function writeWithHoles(path: string, body: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'w');
  const zeros = Buffer.alloc(1024 ** 2);
  let at = 0;
  for await (const chunk of body) {
    if (!chunk.equals(zeros.subarray(0, chunk.byteLength))) await file.write(chunk, 0, chunk.byteLength, at);
    at += chunk.byteLength;
  }
  await file.truncate(at);
  await file.close();
}
