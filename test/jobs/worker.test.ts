import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventSource } from '../../packages/sqs-server/src/event-source.ts';
import { bodiesOf } from '../../packages/sqs-server/test/queue-stage.ts';
import { maxAttempts } from '../../src/jobs/run-job.ts';
import { createWorker } from '../../src/jobs/worker.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import { postponeMessage } from '../../src/queue/postpone-message.ts';
import { createSqsQueue } from '../../src/queue/sqs-queue.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { type JobQueue, startJobQueue } from '../queue/job-queue.ts';
import { failNext } from '../support/faults.ts';
import { submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { listFreeJobs } from './job-stage.ts';

let site: TestApp;
let queue: JobQueue;
let handler: ReturnType<typeof createWorker>;

beforeEach(async () => {
  queue = await startJobQueue();
  site = await startTestApp({ replace: () => ({ queue: createSqsQueue(queue.connection) }) });
  handler = createWorker(site.dependencies, (handle, seconds) => postponeMessage(queue.connection, handle, seconds));
});
afterEach(() => site.close());

const sourceOf = () => createEventSource({ endpoint: queue.endpoint, queueUrl: queue.jobs, handler });
const context = { getRemainingTimeInMillis: () => 900_000 };

function passSeconds(seconds: number): void {
  queue.passSeconds(seconds);
  site.advanceSeconds(seconds);
}

async function addJob(change: Partial<JobRecord> = {}): Promise<JobRecord> {
  const job = { ...newJob('recount', { form: 'documents' }, { now: site.dependencies.clock() }), ...change };
  await site.dependencies.records.jobs.add([job]);
  return job;
}

describe('the worker behind SQS', () => {
  it('a submission, by way of the queue, gets the CRC-32 of its file and leaves no message', async () => {
    const { id } = await submitDocument((await site.signUp()).client);
    await sourceOf().drain();
    const stored = await site.dependencies.records.submissions.find(id);
    expect(stored?.files.files?.[0]?.crc32).toEqual(expect.any(String));
    expect(await queue.counts()).toEqual(['0', '0', '0']);
  });

  it('a job that fails, comes again after its pauses and ends among the dead letters of table and queue', async () => {
    const job = await addJob({ args: {} });
    await site.dependencies.queue.send([job]);
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      await sourceOf().drain();
      passSeconds(641);
    }
    await sourceOf().drain();
    const dead = await site.dependencies.records.jobs.listDead(10);
    expect(dead.items).toMatchObject([{ id: job.id, attempts: maxAttempts }]);
    expect(bodiesOf(await queue.receive({ QueueUrl: queue.dead })).join()).toContain(job.id);
  });

  it('a message of a job that ended, is settled without a run', async () => {
    const job = await addJob();
    await site.dependencies.queue.send([job, job]);
    await sourceOf().drain();
    await site.dependencies.queue.send([job]);
    await sourceOf().drain();
    expect(site.logLines.filter(({ kind }) => kind === 'recount')).toHaveLength(1);
    expect(await queue.counts()).toEqual(['0', '0', '0']);
  });

  it('the table is down, settles the message, and a later minute sends it again', async () => {
    const job = await addJob();
    await site.dependencies.queue.send([job]);
    failNext(site.dependencies.records.jobs, 'take', { error: new TableUnavailable('The table is down.') });
    await sourceOf().drain();
    expect(await queue.counts()).toEqual(['0', '0', '0']);
    passSeconds(301);
    await handler({}, context);
    await sourceOf().drain();
    expect(await listFreeJobs(site.dependencies)).toEqual([]);
    expect(await site.dependencies.records.submissions.findTotals('documents')).toBeDefined();
  });

  it('less than a minute is left, keeps the place and comes again by a new message', async () => {
    const job = await addJob();
    const hurried = createEventSource({
      ...{ endpoint: queue.endpoint, queueUrl: queue.jobs, handler, remainingMs: () => 59_000 },
    });
    await site.dependencies.queue.send([job]);
    await hurried.deliver();
    expect(await queue.counts()).toEqual(['1', '0', '0']);
    await sourceOf().drain();
    expect(await site.dependencies.records.submissions.findTotals('documents')).toBeDefined();
  });

  it('a text that is no job among jobs, comes again alone', async () => {
    const job = await addJob();
    await queue.send('hello');
    await site.dependencies.queue.send([job]);
    const [delivery] = await sourceOf().drain();
    expect(delivery?.kept).toHaveLength(1);
    expect(delivery?.deleted).toHaveLength(1);
  });
});

describe('the event of each minute', () => {
  it('the event of each minute, jobs that are due, sends their messages and plans the day', async () => {
    await addJob({ sentAt: '2000-01-01T00:00:00.000Z' });
    await handler({}, context);
    expect(await queue.counts()).toEqual(['5', '0', '0']);
    expect(site.logLines).toContainEqual(expect.objectContaining({ message: 'sweep', sent: 1 }));
  });
});
