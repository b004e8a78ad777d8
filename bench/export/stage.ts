import { crc32 } from 'node:zlib';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { startTableServer } from '../../packages/dynamodb-table/src/server.ts';
import { createUser } from '../../src/accounts/users/user.ts';
import { startExport } from '../../src/exports/start-export.ts';
import { declaredForms } from '../../src/forms/registry.ts';
import type { JobPorts } from '../../src/jobs/job-run.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { Problem } from '../../src/problems/problem.ts';
import { noQueue } from '../../src/queue/queue.ts';
import type { ExportKind, ExportRecord } from '../../src/records/export-record.ts';
import { type JobRecord, lanes } from '../../src/records/job-records.ts';
import { prepareTable } from '../../src/records/prepare-table.ts';
import { createRecords } from '../../src/records/records.ts';
import type { FileRecord, SubmissionRecord } from '../../src/records/submission-records.ts';
import { createTable } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { type BucketClient, createBucketClient } from '../../src/storage/bucket-client.ts';
import { encodeCrc32 } from '../../src/storage/crc32-header.ts';
import { prepareBucket } from '../../src/storage/prepare-bucket.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';
import { combineCrc32 } from '../../src/values/crc32-combine.ts';
import { testConfig } from '../../test/support/test-config.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' };
const MiB = 1024 ** 2;

/** The client of a bucket that is prepared. */
export async function openBucket(s3Endpoint: string): Promise<BucketClient> {
  const client = createBucketClient(testConfig({ credentials, s3Endpoint }));
  await prepareBucket(client, ['http://localhost:3000']);
  return client;
}

/** A file in the bucket, as a submission has it. */
export interface SourceFile extends FileRecord {
  readonly etag: string;
}

/** Makes a file of so many MiB out of one piece, of which the bucket makes copies: it takes a piece's place on disk. */
export async function makeSource(
  { s3, name: Bucket }: BucketClient,
  key: string,
  size: number,
  filling: string | number = key,
): Promise<SourceFile> {
  const pieces = size < 10 * MiB ? 1 : 2 ** Math.floor(Math.log2(size / (5 * MiB)));
  const pieceBytes = size / pieces;
  const piece = Buffer.alloc(pieceBytes, filling);
  const algorithm = { ChecksumAlgorithm: 'CRC32' } as const;
  const put = await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: piece, ...algorithm }));
  const common = { id: key, key, filename: `${key.split('/').at(-1)}.bin`, contentType: 'application/octet-stream' };
  let crc = crc32(piece);
  let [etag, bytes] = [put.ETag ?? '', pieceBytes];
  // Each round joins 32 copies at most; the number of pieces is a power of two.
  while (bytes < size) {
    const copies = Math.min(32, size / bytes);
    const target = { Bucket, Key: key };
    const started = await s3.send(
      new CreateMultipartUploadCommand({ ...target, ...algorithm, ChecksumType: 'FULL_OBJECT' }),
    );
    const upload = { ...target, UploadId: started.UploadId };
    const Parts = [];
    for (let PartNumber = 1; PartNumber <= copies; PartNumber += 1) {
      const copied = await s3.send(
        new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: `${Bucket}/${key}` }),
      );
      Parts.push({
        PartNumber,
        ETag: copied.CopyPartResult?.ETag,
        ChecksumCRC32: copied.CopyPartResult?.ChecksumCRC32,
      });
    }
    const made = await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    let whole = 0;
    for (let copy = 0; copy < copies; copy += 1) whole = combineCrc32(whole, crc, bytes);
    [crc, bytes, etag] = [whole, bytes * copies, made.ETag ?? ''];
  }
  return { ...common, size: bytes, sha256: null, crc32: encodeCrc32(crc), etag };
}

/** Submissions with these files, 40 each. */
export function submissionsOf(files: readonly FileRecord[]): SubmissionRecord[] {
  return Array.from({ length: Math.ceil(files.length / 40) }, (_, index) =>
    submissionOf(index + 1, { files: files.slice(index * 40, index * 40 + 40) }),
  );
}

export function submissionOf(number: number, files: SubmissionRecord['files'] = {}): SubmissionRecord {
  return {
    id: `submission-${String(number).padStart(13, '0')}`,
    number,
    form: 'documents',
    submittedAt: '2026-11-29T12:00:00.000Z',
    submitter: { id: 'ada', username: 'ada' },
    fields: { title: `Boots, size ${number}`, note: 'As agreed, "soon"' },
    files,
  };
}

/** The resources of a worker that has this bucket and this table. */
export function portsOf(client: BucketClient, dynamodbEndpoint: string): JobPorts {
  const clock = () => new Date();
  const log = { info: () => undefined, error: (line: object) => console.error(line) };
  const records = createRecords(createTable(testConfig({ credentials, dynamodbEndpoint })));
  return {
    ...{ bucket: createBucket(client, clock), records, queue: noQueue, log, metrics: noMetrics },
    ...{ forms: declaredForms, clock },
  };
}

/** A worker whose index finds the given submissions, made as they are asked for. */
export async function startWorker(client: BucketClient, count: number, make: (index: number) => SubmissionRecord) {
  const server = await startTableServer();
  await prepareTable(createTable(testConfig({ credentials, dynamodbEndpoint: server.endpoint })));
  const ports = portsOf(client, server.endpoint);
  const { records, clock } = ports;
  records.index.find = async ({ after = '0', limit }) => {
    const [start, end] = [Number(after), Math.min(Number(after) + limit, count)];
    const found = Array.from({ length: end - start }, (_, index) => ({
      ...{ cursor: String(start + index), id: String(start + index), review: undefined, row: undefined },
    }));
    return { found, next: end < count ? String(end) : null, previous: null, isCutShort: false, counts: {} };
  };
  records.submissions.findAll = async (ids) => ids.map((id) => make(Number(id)));
  const admin = await createUser(ports, { email: 'ada@example.com', username: 'ada', role: 'admin' });
  const runHere = (job: JobRecord) => runJob(ports, job, () => false);
  return {
    tableEndpoint: server.endpoint,
    /** Carries out an export, and returns it. `runners` carry out the jobs that send parts, side by side. */
    async run(
      kind: ExportKind,
      runners: readonly ((job: JobRecord) => Promise<unknown>)[] = [runHere],
    ): Promise<ExportRecord> {
      if (!admin) throw new Error('There is an admin already.');
      const what = { form: 'documents', filter: { values: {}, words: [] } };
      const started = await startExport(ports, admin, { what, kind, language: 'en' });
      if (started instanceof Problem) throw new Error(started.message.code);
      for (;;) {
        const due = (
          await Promise.all(lanes.map((lane) => records.jobs.listDue(lane, clock().toISOString(), 100)))
        ).flatMap(({ items }) => items);
        const jobs = due.filter((job) => job.kind.startsWith('export-'));
        if (jobs.length === 0) break;
        const ranges = jobs.filter((job) => job.kind === 'export-range');
        for (const job of jobs) if (!ranges.includes(job)) await runHere(job);
        await Promise.all(
          runners.map(async (run) => {
            for (let job = ranges.shift(); job; job = ranges.shift()) await run(job);
          }),
        );
      }
      const record = await records.exports.find(started.id);
      if (record?.state !== 'ready') throw new Error(`The export is ${record?.state}: ${record?.error}`);
      return record;
    },
    close: () => server.close(),
  };
}
