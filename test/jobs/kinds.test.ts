import { crc32 } from 'node:zlib';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BucketRequest } from '../../packages/s3-server/src/server.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { createForms, declaredForms } from '../../src/forms/registry.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';
import { daySeconds } from '../../src/values/duration.ts';
import { claims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { avatarPicture, postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, start, upload } from '../support/uploading.ts';
import { full, list, properties, type Statement } from '../template/deployments.ts';
import { countersOf, tamper } from './counters.ts';
import { exportCases, type KindCase } from './export-cases.ts';
import { allItems, listFreeJobs, runAll, runUntilDeath } from './job-stage.ts';
import { missingRights } from './needed-rights.ts';
import { scanCases } from './scan-cases.ts';

const transactionActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
const workerStatements = properties<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>(
  full,
  'WorkerRole',
).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const workerActions = workerStatements.flatMap(({ Action }) => list(Action));

const forms = createForms([...declaredForms.values(), { ...claims, keepForDays: 2 }]);
const pictureFile = { ...avatarPicture, form: 'documents', field: 'files' };

let site: TestApp;
let client: Client;
let counts: string[];
/** The requests that the bucket has got. */
let requests: BucketRequest[];

async function begin(): Promise<void> {
  counts = [];
  requests = [];
  const intercept = (request: BucketRequest) => void requests.push(request);
  const metrics = { ...noMetrics, count: (name: string) => void counts.push(name) };
  const makePictures = async () => ({ mini: 'AAAA', width: 1, height: 1, webp: { 512: 'AAAA', 96: 'AAAA' } });
  const parts = { metrics, forms, makePictures };
  site = await startTestApp({ intercept, replace: () => parts });
  ({ client } = await site.signUp());
}

beforeEach(begin);
afterEach(() => site.close());

/** What each kind of job starts from, and what must be true after it. */
const cases: KindCase[] = [
  {
    kind: 'bulk',
    async prepare() {
      await submitDocument(client);
      await submitDocument(client);
      await runAll(site);
      const admin = await site.signUp({ role: 'admin' });
      const decision = { kind: 'state', state: 'accepted' };
      await admin.client.post('/forms/documents/submissions/decisions', {
        json: { filter: 'state=new', expected: 2, decision },
      });
      const job = (await listFreeJobs(site.dependencies)).find(({ kind }) => kind === 'bulk');
      if (!job) throw new Error('The decision has made no job.');
      return job;
    },
    async check() {
      const items = await allItems(site);
      const histories = items.filter(({ sk }) => String(sk).startsWith('EVENT#')).map(({ kind }) => kind);
      expect(histories.toSorted()).toEqual(['received', 'received', 'state', 'state']);
      const bulk = items.find(({ sk }) => sk === 'DECISIONS');
      expect(bulk).toMatchObject({ phase: 'done', total: 2, done: 2, unchanged: 0, failed: 0 });
      expect(items.filter(({ sk }) => /^DECISIONS#\d$/.test(String(sk)))).toEqual([]);
      const { index } = site.dependencies.records;
      const filter = { state: 'accepted', values: {}, words: [] };
      const query = { form: documents, filter, isAscending: false, limit: 10, states: ['new', 'accepted'] };
      const { found, counts: numbers } = await index.find(query);
      expect([found.length, numbers]).toEqual([2, { new: 0, accepted: 2 }]);
    },
  },
  {
    kind: 'crc',
    async prepare() {
      const files = [
        await upload(client, helloText),
        await upload(client, { ...avatarPicture, form: 'documents', field: 'files' }),
      ];
      await postDocuments(client, { files });
      const job = (await listFreeJobs(site.dependencies)).find(({ kind }) => kind === 'crc');
      if (!job) throw new Error('The submission has made no job.');
      return job;
    },
    async check() {
      const { submissions } = await site.dependencies.records.submissions.list('all', 10);
      const files = Object.values(submissions[0]?.files ?? {}).flat();
      expect(files.map((file) => file.crc32)).toEqual([crcOf(helloText.bytes), crcOf(avatarPicture.bytes)]);
    },
  },
  {
    kind: 'delete',
    async prepare() {
      const { id, submitter } = await submitDocument(client);
      await submitDocument(client);
      await runAll(site);
      await deleteSubmission(site.dependencies, id, { actor: submitter, reason: 'Asked for.' });
      const [job, ...others] = await listFreeJobs(site.dependencies);
      if (!job || others.length > 0) throw new Error('The deletion has made no job, or more than one.');
      return job;
    },
    async check() {
      const items = await allItems(site);
      const deleted = items.filter(({ sk }) => sk === 'DELETED');
      expect(deleted).toMatchObject([{ number: 1, files: { count: 1 }, event: { n: 2, note: 'Asked for.' } }]);
      const [{ id, pk } = {}] = deleted;
      expect(items.filter((item) => item !== deleted[0] && item.pk === pk)).toEqual([]);
      const stays = ({ pk, sk }: Record<string, unknown>) => /^JOBS#/.test(`${pk}`) || /^DELETED(?:#|$)/.test(`${sk}`);
      const withoutJob = items.filter((item) => !stays(item));
      expect(JSON.stringify(withoutJob)).not.toContain(id);
      expect(await objectKeys()).toHaveLength(1);
    },
  },
  {
    kind: 'expire',
    async prepare() {
      await upload(client, helloText);
      await start(client, helloText);
      site.advanceSeconds(25 * 3600 + 60);
      await submitDocument((await site.signUp()).client);
      const [job, ...others] = (await listFreeJobs(site.dependencies)).toSorted(byDueTime);
      if (!job) throw new Error('The uploads have made no job.');
      for (const other of others) await runUntilDeath(site, other);
      counts.length = 0;
      return job;
    },
    async check() {
      const items = await allItems(site);
      expect(items.filter(({ sk }) => String(sk).startsWith('OPEN-UPLOAD#'))).toEqual([]);
      expect(items.filter(({ pk }) => String(pk).startsWith('UPLOAD#'))).toHaveLength(1);
      expect(await objectKeys()).toHaveLength(1);
      // A worker that dies between the removal and the count counts one less; none is counted twice.
      expect(counts.filter((name) => name === 'UploadAbandoned').length).toBeLessThanOrEqual(2);
    },
  },
  {
    kind: 'index',
    async prepare() {
      await submitDocument(client);
      const job = (await listFreeJobs(site.dependencies)).find(({ kind }) => kind === 'index');
      if (!job) throw new Error('The submission has made no job.');
      return job;
    },
    async check() {
      const { index } = site.dependencies.records;
      const filter = { state: 'new', values: {}, words: ['hello'] };
      const query = { form: documents, filter, isAscending: false, limit: 10, states: ['new'] };
      const { found, counts: numbers } = await index.find(query);
      expect([found.length, numbers.new]).toEqual([1, 1]);
    },
  },
  {
    kind: 'preview',
    async prepare() {
      await submitDocument(client, pictureFile);
      return findJob('preview');
    },
    async check() {
      const { uploads, reviews } = site.dependencies.records;
      const [file] = (await allItems(site)).filter(({ pk }) => String(pk).startsWith('UPLOAD#'));
      const upload = await uploads.find(String(file?.id));
      expect(upload?.preview).toEqual({ mini: 'AAAA', width: 1, height: 1 });
      const review = await reviews.find(upload?.submissionId ?? '');
      expect(review?.line.files.first).toMatchObject([{ picture: 'AAAA' }]);
      expect(await site.dependencies.bucket.head(`previews/${upload?.id}/512.webp`)).toMatchObject({ size: 3 });
    },
  },
  {
    kind: 'reindex',
    async prepare() {
      await submitDocument(client);
      await submitDocument(client);
      const job = newJob('reindex', { form: 'documents' }, { now: site.dependencies.clock() });
      await site.dependencies.records.jobs.add([job]);
      return job;
    },
    async check() {
      const { index } = site.dependencies.records;
      const filter = { assignee: 'none', values: {}, words: [] };
      const { found, counts: numbers } = await index.find({
        ...{ form: documents, filter, isAscending: false, limit: 10, states: ['new'] },
      });
      expect([found.length, numbers.new]).toEqual([2, 2]);
    },
  },
  {
    kind: 'recount',
    async prepare() {
      await submitDocument(client);
      await submitDocument(client, pictureFile);
      await runAll(site);
      await tamper(site, 'documents', 'new', 70);
      const job = newJob('recount', { form: 'documents' }, { now: site.dependencies.clock() });
      await site.dependencies.records.jobs.add([job]);
      return job;
    },
    async check() {
      const totals = await site.dependencies.records.submissions.findTotals('documents');
      const bytes = helloText.bytes.length + avatarPicture.bytes.length;
      expect(totals).toMatchObject({ submissions: 2, files: 2, bytes });
      expect(await countersOf(site, 'documents')).toEqual({ new: 2 });
    },
  },
  {
    kind: 'retire',
    async prepare() {
      const send = () => client.post('/forms/claims', { json: { title: 'Train' } });
      await send();
      // The session ends when it is not used for long.
      for (let part = 0; part < 8; part += 1) {
        site.advanceSeconds(daySeconds / 4);
        await client.get('/submissions');
      }
      expect((await send()).status).toBe(201);
      await runAll(site);
      const job = newJob('retire', { form: 'claims' }, { now: site.dependencies.clock() });
      await site.dependencies.records.jobs.add([job]);
      return job;
    },
    async check() {
      // The job leaves one for each submission, which another worker runs.
      await runAll(site);
      const items = await allItems(site);
      const deleted = items.filter(({ sk }) => sk === 'DELETED').map(({ number }) => Number(number));
      expect(deleted).toEqual([1]);
      expect(items.filter(({ sk }) => sk === 'SUBMISSION')).toMatchObject([{ number: 2 }]);
      expect(await countersOf(site, 'claims')).toEqual({ new: 1 });
    },
  },
  ...exportCases(() => site),
  ...scanCases(() => site),
];

describe.each(cases)('job $kind', ({ isAlone = false, prepare, check }) => {
  it('job, run once, leaves its effect and no job, and asks table and bucket for what the role of the worker allows', async () => {
    const job = await prepare();
    const commands = new Set<string>();
    site.table.documents.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          commands.add(commandName);
          return next(args);
        },
      { step: 'initialize' },
    );
    requests.length = 0;
    expect(await runUntilDeath(site, job)).toBeGreaterThan(2);
    expect(missingRights(workerStatements, requests)).toEqual([]);
    const needed = [...commands].flatMap((name) =>
      name === 'TransactWriteItemsCommand' ? transactionActions : `dynamodb:${name.replace(/Command$/, '')}`,
    );
    expect(needed.filter((action) => !workerActions.includes(action))).toEqual([]);
    await runAll(site);
    await check();
    await expectNoJob();
  });

  it.each([
    ['before it takes effect', false],
    ['before its response', true],
  ])(
    'job, its worker killed at every call %s, ends as if it was not',
    { timeout: 180_000 },
    async (_title, isTakingEffect) => {
      for (let atCall = 1; ; atCall += 1) {
        const job = await prepare();
        const calls = await runUntilDeath(site, job, { atCall, isTakingEffect });
        await runAll(site);
        await check();
        await expectNoJob();
        if (calls !== undefined) return;
        if (isAlone) continue;
        await site.close();
        await begin();
      }
    },
  );
});

describe('job expire, by itself', () => {
  it('uploads that are never submitted, a day and an hour after the first of an hour, are gone with their bytes', async () => {
    await upload(client, helloText);
    await start(client, helloText);
    const planned = (await allItems(site)).filter(({ pk }) => String(pk).startsWith('JOBS#'));
    expect(planned).toMatchObject([{ kind: 'expire' }]);
    site.advanceSeconds(25 * 3600 + 60);
    await runAll(site);
    expect(counts.filter((name) => name === 'UploadAbandoned')).toHaveLength(2);
    expect((await allItems(site)).filter(({ pk }) => /^(UPLOAD|JOBS)#/.test(String(pk)))).toEqual([]);
    expect(await objectKeys()).toEqual([]);
  });
});

describe('job expire against a submission', () => {
  it('a form that is recorded at any step of the job, has its file or is refused, and never loses it', async () => {
    const statuses = new Set<number>();
    const { records, bucket, clock } = site.dependencies;
    for (let atCall = 1; atCall <= 7; atCall += 1) {
      const id = await upload(client, helloText);
      const { userId = '', key = '' } = (await records.uploads.find(id)) ?? {};
      const job = newJob('expire', { userId }, { now: clock() });
      await records.jobs.add([job]);
      // The upload has just expired for the job, and had not yet when the form was looked at.
      const uploads = { ...records.uploads, listExpired: async () => [id] };
      const ports = { ...site.dependencies, records: { ...records, uploads } };
      const { add } = records.submissions;
      records.submissions.add = async (...parts) => {
        await runUntilDeath({ ...site, dependencies: ports }, job, { atCall, isTakingEffect: true });
        return add(...parts);
      };
      const { status } = await postDocuments(client, { files: [id] });
      records.submissions.add = add;
      site.advanceSeconds(61);
      await runJob(ports, job, () => false);
      expect((await bucket.head(key)) !== undefined).toBe(status === 201);
      statuses.add(status);
    }
    expect(statuses).toEqual(new Set([201, 422]));
  });
});

async function findJob(wanted: string): Promise<JobRecord> {
  const job = (await listFreeJobs(site.dependencies)).find(({ kind }) => kind === wanted);
  if (!job) throw new Error(`There is no job ${wanted}.`);
  return job;
}

const byDueTime = (one: JobRecord, other: JobRecord) => one.dueAt.localeCompare(other.dueAt);

/** Expects no job that is due or dead. Those that remove what may still be submitted are due later. */
async function expectNoJob(): Promise<void> {
  const now = site.dependencies.clock().toISOString();
  const items = await allItems(site);
  expect(items.filter(({ pk }) => String(pk).startsWith('DEAD'))).toEqual([]);
  expect(items.filter(({ pk, dueAt }) => String(pk).startsWith('JOBS#') && String(dueAt) <= now)).toEqual([]);
}

async function objectKeys(): Promise<(string | undefined)[]> {
  const { s3, name: Bucket } = createBucketClient(site.config);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
}

function crcOf(bytes: Uint8Array): string {
  const text = Buffer.alloc(4);
  text.writeUInt32BE(crc32(bytes));
  return text.toString('base64');
}
