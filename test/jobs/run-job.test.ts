import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxAttempts, runJob } from '../../src/jobs/run-job.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { failNext } from '../support/faults.ts';
import { submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { listFreeJobs, runUntilDeath } from './job-stage.ts';

let site: TestApp;

beforeEach(async () => {
  site = await startTestApp();
});
afterEach(() => site.close());

const never = () => false;

async function addJob(change: Partial<JobRecord> = {}): Promise<JobRecord> {
  const job = { ...newJob('recount', { form: 'documents' }, { now: site.dependencies.clock() }), ...change };
  await site.dependencies.records.jobs.add([job]);
  return job;
}

const jobLines = () => site.logLines.filter((line) => 'job' in line);
const dead = async () => (await site.dependencies.records.jobs.listDead(10)).items;

describe('runJob', () => {
  it('runJob, two workers with one message, one of them runs the job', async () => {
    const job = await addJob();
    const ends = await Promise.all([1, 2].map(() => runJob(site.dependencies, job, never)));
    expect(ends).toEqual(['settled', 'settled']);
    expect(jobLines()).toHaveLength(1);
  });

  it('runJob, a job of a submission, writes one line with kind, attempt, time, bytes, form and request', async () => {
    const { client } = await site.signUp();
    await submitDocument(client);
    const job = (await listFreeJobs(site.dependencies)).find(({ kind }) => kind === 'crc');
    if (!job) throw new Error('The submission has made no job.');
    await runJob(site.dependencies, job, never);
    expect(jobLines()).toEqual([
      {
        message: 'job crc done',
        job: job.id,
        kind: 'crc',
        attempt: 1,
        ms: expect.any(Number),
        bytes: 14,
        form: 'documents',
        parent: expect.any(String),
        outcome: 'done',
      },
    ]);
  });

  it('runJob, arguments that no worker can read, retries with longer pauses and then puts the job to the dead', async () => {
    const job = await addJob({ args: { form: 7 } });
    const pauses: unknown[] = [];
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      pauses.push(await runJob(site.dependencies, job, never));
      site.advanceSeconds(700);
    }
    expect(pauses).toEqual([10, 40, 160, 640, 0].map((retryInSeconds) => ({ retryInSeconds })));
    expect(await listFreeJobs(site.dependencies)).toEqual([]);
    expect(await dead()).toMatchObject([{ id: job.id, kind: 'recount', attempts: 5, error: 'ZodError' }]);
  });

  it('runJob, before the pause of a retry is over, does nothing', async () => {
    const job = await addJob({ args: { form: 7 } });
    await runJob(site.dependencies, job, never);
    await runJob(site.dependencies, job, never);
    expect(jobLines()).toHaveLength(1);
  });

  it('runJob, five workers died without a word, puts the job to the dead', async () => {
    const job = await addJob();
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      await runUntilDeath(site, job, { atCall: 2, isTakingEffect: false });
      site.advanceSeconds(61);
    }
    await runJob(site.dependencies, job, never);
    expect(await dead()).toHaveLength(1);
  });

  it('runJob, the table fails in between, rests the job without counting an attempt', async () => {
    const job = await addJob();
    failNext(site.dependencies.records.submissions, 'list', { error: new TableUnavailable('The table is down.') });
    expect(await runJob(site.dependencies, job, never)).toBe('settled');
    expect(await listFreeJobs(site.dependencies)).toEqual([]);
    site.advanceSeconds(61);
    expect(await listFreeJobs(site.dependencies)).toMatchObject([{ attempts: 0 }]);
  });

  it('runJob, arguments of a newer version, rests the job for a newer worker', async () => {
    const job = await addJob({ version: 2 });
    expect(await runJob(site.dependencies, job, never)).toBe('settled');
    site.advanceSeconds(61);
    expect(await listFreeJobs(site.dependencies)).toMatchObject([{ attempts: 0, version: 2 }]);
  });

  it('runJob, a kind of a newer version, leaves the job untouched', async () => {
    const job = await addJob({ kind: 'moonshot' });
    expect(await runJob(site.dependencies, job, never)).toBe('settled');
    expect(await listFreeJobs(site.dependencies)).toMatchObject([{ fence: 0, attempts: 0 }]);
  });

  it('runJob, a worker near its end, keeps the place, frees the job and sends its message', async () => {
    const sent: string[] = [];
    const queue = {
      send: async (messages: readonly { id: string }[]) => void sent.push(...messages.map(({ id }) => id)),
    };
    const job = await addJob();
    await runJob({ ...site.dependencies, queue }, job, () => true);
    expect(sent).toEqual([job.id]);
    expect(await listFreeJobs(site.dependencies)).toMatchObject([{ id: job.id, attempts: 0, fence: 1 }]);
  });

  it('runJob, a worker that lost its job to another one, changes the job no more', async () => {
    const job = await addJob();
    const { jobs } = site.dependencies.records;
    const taken = await jobs.take(job, '9999', '2000');
    await jobs.take(job, '9999', '2000');
    expect(taken && (await jobs.end(taken))).toBe(false);
    expect(taken && (await jobs.bury(taken, '2026', 'Error'))).toBe(false);
    expect(taken && (await jobs.change(taken, { place: 7 }))).toBe(false);
    expect(await listFreeJobs(site.dependencies)).toMatchObject([{ fence: 2 }]);
  });
});
