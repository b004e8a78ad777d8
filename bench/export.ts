/**
 * Measures exports: `node --import tsx bench/export.ts [share]`. Each figure comes from a process of its own, with the
 * options that the template gives to a worker, and the embedded bucket in another one. `share` (1 by default) makes the large cases smaller: 0.1 exports ten files
 * of 100 MB. Exits with 1 when a limit is broken.
 *
 * The peer is client-zip, whose stream goes to the bucket by lib-storage: on the same files, in the same run.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { downloadZip } from 'client-zip';
import type { ArchiveList } from '../src/exports/archive-entry.ts';
import { planArchive } from '../src/exports/archive-plan.ts';
import { plain, properties } from '../test/template/deployments.ts';
import { type Moved, watchProcess } from './export/measured.ts';
import { startBucketProcess, startWorkerProcess } from './export/processes.ts';
import { makeSource, openBucket, type SourceFile, startWorker, submissionOf, submissionsOf } from './export/stage.ts';

const MB = 1_000_000;
const MiB = 1024 ** 2;
/** The limits: bytes and memory of a worker, and how much faster than the peer it is. */
const limits = {
  movedBytesOfTenLarge: 110 * MB,
  growthBytes: 128 * MiB,
  ratio: 10,
} as const;

interface Measured extends Moved {
  readonly what: string;
  readonly seconds: number;
  readonly bytes: number;
}

const cases: Record<string, (share: number) => Promise<Measured>> = {
  'ten of 1 GB, Sluice': (share) => exportFiles(10, share * 1000 * MB),
  'ten of 1 GB, client-zip': (share) => zipByPeer(10, share * 1000 * MB),
  '3,000 of 5 MB, one worker': (share) => exportFiles(share * 3000, 5 * MB),
  '3,000 of 5 MB, 16 workers': (share) => exportFiles(share * 3000, 5 * MB, 16),
  'plan of 1,000,000 entries': () => planMany(1_000_000),
  'CSV of 1,000,000 rows': (share) => exportRows(share * 1_000_000),
};

const [name, given = '1'] = process.argv.slice(2);
const share = Number(given);
if (name !== undefined && name in cases) console.log(JSON.stringify(await cases[name]?.(share)));
else process.exitCode = (await compare(Number(name ?? 1))) ? 0 : 1;

async function compare(wanted: number): Promise<boolean> {
  const script = fileURLToPath(import.meta.url);
  const worker = properties<{ Environment: { Variables: Record<string, string> } }>(plain, 'Worker');
  const { NODE_OPTIONS = '', MALLOC_ARENA_MAX = '' } = worker.Environment.Variables;
  const results: Measured[] = [];
  for (const each of Object.keys(cases)) {
    const args = ['--import', 'tsx', script, each, String(wanted)];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS, MALLOC_ARENA_MAX },
    });
    results.push({ ...JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), what: each });
  }
  console.table(results.map(row));
  const [copied, peer, ...others] = results;
  if (!copied || !peer) throw new Error('A case has no result.');
  const ratio = peer.seconds / copied.seconds;
  console.log(`Ten files of ${wanted} GB: ${ratio.toFixed(1)} times as fast as client-zip into lib-storage.`);
  return (
    Math.max(copied.readBytes, copied.writtenBytes) <= limits.movedBytesOfTenLarge &&
    [copied, ...others].every(({ growthBytes }) => growthBytes <= limits.growthBytes) &&
    (wanted < 1 || ratio >= limits.ratio)
  );
}

/** Exports files by one worker in this process, or by several in processes of their own. */
async function exportFiles(count: number, size: number, workers = 1): Promise<Measured> {
  return withSources(count, size, async (endpoint, files) => {
    const submissions = submissionsOf(files);
    const worker = await startWorker(await openBucket(endpoint), submissions.length, (index) =>
      itemOf(submissions, index),
    );
    const others = await Promise.all(
      Array.from({ length: workers > 1 ? workers : 0 }, () => startWorkerProcess(endpoint, worker.tableEndpoint)),
    );
    try {
      const here = await measured(async () => {
        const { volumes } = await worker.run('zip', others.length > 0 ? others.map(({ run }) => run) : undefined);
        return volumes.reduce((sum, volume) => sum + volume.size, 0);
      });
      return (await Promise.all(others.map(({ close }) => close()))).reduce(together, here);
    } finally {
      await worker.close();
    }
  });
}

/** Returns what two workers have moved, and the memory of the larger one. */
function together(one: Measured, other: Moved): Measured {
  return {
    ...one,
    readBytes: one.readBytes + other.readBytes,
    writtenBytes: one.writtenBytes + other.writtenBytes,
    growthBytes: Math.max(one.growthBytes, other.growthBytes),
  };
}

function zipByPeer(count: number, size: number): Promise<Measured> {
  return withSources(count, size, async (endpoint, files) => {
    const { s3: client, name: Bucket } = await openBucket(endpoint);
    async function* entries() {
      for (const { key, filename, size: fileBytes } of files) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        if (Body)
          yield {
            name: filename,
            input: Body.transformToWebStream(),
            size: BigInt(fileBytes),
            lastModified: new Date(),
          };
      }
    }
    return measured(async () => {
      const params = { Bucket, Key: 'exports/peer.zip', Body: downloadZip(entries()).body ?? '' };
      await new Upload({ client, params, partSize: 16 * MiB, queueSize: 4 }).done();
      return count * size;
    });
  });
}

async function planMany(count: number): Promise<Measured> {
  const list: ArchiveList = {
    *[Symbol.iterator]() {
      const content = { key: 'files/ada/0123456789/photo.jpg', etag: '"0123456789abcdef0123456789abcdef"' };
      const entry = { size: 100_000, crc32: 0x12345678, modifiedAt: 1_795_000_000, content };
      for (let number = 1; number <= count; number += 1) yield { ...entry, path: `${number}-ada/photos/photo.jpg` };
    },
  };
  return measured(async () => planArchive(list, 'copying').size);
}

async function exportRows(count: number): Promise<Measured> {
  const { endpoint, close } = await startBucketProcess();
  const worker = await startWorker(await openBucket(endpoint), count, (index) => submissionOf(index + 1));
  try {
    return await measured(async () => (await worker.run('csv')).volumes[0]?.size ?? 0);
  } finally {
    await worker.close();
    await close();
  }
}

/** Runs a case on a bucket with so many files, all of them copies of one. */
async function withSources(
  count: number,
  size: number,
  run: (endpoint: string, files: readonly SourceFile[]) => Promise<Measured>,
): Promise<Measured> {
  const { endpoint, close } = await startBucketProcess();
  try {
    const source = await makeSource(await openBucket(endpoint), 'files/bench', size);
    return await run(
      endpoint,
      Array.from({ length: count }, (_, index) => ({ ...source, id: `file-${index}`, filename: `${index}.bin` })),
    );
  } finally {
    await close();
  }
}

async function measured(run: () => Promise<number>): Promise<Measured> {
  const measure = watchProcess();
  const startedAt = performance.now();
  const bytes = await run();
  return { what: '', seconds: (performance.now() - startedAt) / 1000, bytes, ...measure() };
}

function itemOf<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}

function row({ what, seconds, bytes, readBytes, writtenBytes, growthBytes }: Measured) {
  return {
    case: what,
    seconds: Number(seconds.toFixed(1)),
    'result (MB)': Math.round(bytes / MB),
    'read (MB)': Math.round(readBytes / MB),
    'written (MB)': Math.round(writtenBytes / MB),
    'memory above idle (MiB)': Math.round(growthBytes / MiB),
  };
}
