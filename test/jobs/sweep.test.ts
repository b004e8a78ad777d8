import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDailyJobs } from '../../src/jobs/daily-jobs.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import type { JobMessage } from '../../src/queue/queue.ts';
import { submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { listFreeJobs } from './job-stage.ts';

let site: TestApp;
let sent: JobMessage[];
let isQueueDown: boolean;

beforeEach(async () => {
  sent = [];
  isQueueDown = false;
  const send = async (messages: readonly JobMessage[]) => {
    if (isQueueDown) throw new Error('The queue is down.');
    sent.push(...messages);
  };
  site = await startTestApp({ replace: () => ({ queue: { send } }) });
});
afterEach(() => site.close());

const now = () => site.dependencies.clock();

describe('the outbox', () => {
  it('POST /forms/{slug}, a file without CRC-32, sends the message of its job', async () => {
    await submitDocument((await site.signUp()).client);
    expect(sent).toMatchObject([
      { kind: 'index', form: 'documents' },
      { kind: 'crc', form: 'documents' },
    ]);
  });

  it('POST /forms/{slug}, the queue is down, accepts the form, and a sweep sends the message', async () => {
    isQueueDown = true;
    await submitDocument((await site.signUp()).client);
    expect(sent).toEqual([]);
    isQueueDown = false;
    expect(await sweep(site.dependencies)).toBe(0);
    site.advanceSeconds(301);
    expect(await sweep(site.dependencies)).toBe(2);
    expect(sent.map(({ kind }) => kind).toSorted()).toEqual(['crc', 'index']);
  });
});

describe('sweep', () => {
  it('sweep, a message that was sent a moment ago, sends no second one', async () => {
    await submitDocument((await site.signUp()).client);
    site.advanceSeconds(301);
    expect(await sweep(site.dependencies)).toBe(2);
    expect(await sweep(site.dependencies)).toBe(0);
    site.advanceSeconds(301);
    expect(await sweep(site.dependencies)).toBe(2);
  });

  it('sweep, a job that is due later, sends its message then', async () => {
    const dueAt = new Date(now().getTime() + 3_600_000);
    await site.dependencies.records.jobs.add([newJob('recount', { form: 'documents' }, { now: now(), dueAt })]);
    expect(await sweep(site.dependencies)).toBe(0);
    site.advanceSeconds(3601);
    expect(await sweep(site.dependencies)).toBe(1);
  });

  it('sweep, a job that ended after it was read, does not bring it back', async () => {
    const job = newJob('recount', { form: 'documents' }, { now: now() });
    await site.dependencies.records.jobs.add([job]);
    await runJob(site.dependencies, job, () => false);
    expect(await site.dependencies.records.jobs.noteSent(job, now().toISOString())).toBe(false);
    expect(await listFreeJobs(site.dependencies)).toEqual([]);
  });

  it('sweep, a job that a worker has, sends no message', async () => {
    const job = newJob('recount', { form: 'documents' }, { now: now(), dueAt: now() });
    await site.dependencies.records.jobs.add([job]);
    site.advanceSeconds(301);
    await site.dependencies.records.jobs.take(
      job,
      now().toISOString(),
      new Date(now().getTime() + 60_000).toISOString(),
    );
    expect(await sweep(site.dependencies)).toBe(0);
  });
});

describe('daily jobs', () => {
  it('daily jobs, several workers and calls on one day, are added once for each form', async () => {
    const [one, other] = [createDailyJobs(site.dependencies), createDailyJobs(site.dependencies)];
    for (const plan of [one, other, one, other]) await plan();
    expect(sent.map(({ kind, form }) => `${kind} ${form}`)).toEqual(['recount documents', 'recount avatar']);
    site.advanceSeconds(24 * 3600);
    await one();
    await other();
    expect(sent).toHaveLength(4);
  });
});
