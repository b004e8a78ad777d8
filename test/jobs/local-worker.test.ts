import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFairQueue } from '../../src/jobs/fair-queue.ts';
import { createLocalWorker } from '../../src/jobs/local-worker.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import type { JobMessage } from '../../src/queue/queue.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { listFreeJobs } from './job-stage.ts';
import { runManyJobs } from './many-jobs.ts';

let site: TestApp;

beforeEach(async () => {
  site = await startTestApp();
});
afterEach(() => site.close());

const messageOf = (id: string, form: string | null): JobMessage => ({ kind: 'crc', id, dueAt: '2026', form });

describe('createFairQueue', () => {
  it('take, a form with many messages before one of another form, serves both in turn', () => {
    const queue = createFairQueue();
    for (let count = 0; count < 100; count += 1) queue.add(messageOf(`busy${count}`, 'busy'));
    queue.add(messageOf('calm', 'calm'));
    queue.add(messageOf('none', null));
    expect([1, 2, 3, 4].map(() => queue.take()?.id)).toEqual(['busy0', 'calm', 'none', 'busy1']);
  });

  it('add, a message that waits or runs, adds nothing', () => {
    const queue = createFairQueue();
    const message = messageOf('one', 'form');
    queue.add(message);
    queue.add(message);
    queue.take();
    queue.add(message);
    expect(queue.take()).toBeUndefined();
    queue.forget(message);
    queue.add(message);
    expect(queue.take()).toBe(message);
  });
});

describe('the worker of the Node server', () => {
  it('start, jobs that a killed process left in the table, runs them', async () => {
    const { clock, records } = site.dependencies;
    await records.jobs.add([newJob('recount', { form: 'documents' }, { now: clock() })]);
    const worker = createLocalWorker();
    worker.start(site.dependencies);
    // Those of the day too, which the worker plans at its start.
    await vi.waitFor(async () => {
      expect(await records.submissions.findTotals('documents')).toBeDefined();
      expect(await listFreeJobs(site.dependencies)).toEqual([]);
    }, 20_000);
    await worker.stop();
  });

  it('stop, running jobs, waits for their end and begins no more', async () => {
    const worker = createLocalWorker();
    worker.start(site.dependencies);
    await worker.stop();
    const job = newJob('expire', { userId: 'user' }, { now: site.dependencies.clock() });
    await site.dependencies.records.jobs.add([job]);
    await worker.queue.send([job]);
    expect((await listFreeJobs(site.dependencies)).map(({ id }) => id)).toContain(job.id);
  });
});

describe('many jobs', () => {
  it('500 jobs, one of a hundred is poison, ends all others and lists the dead', async () => {
    const { done, dead } = await runManyJobs(site, 500);
    expect({ done, dead }).toEqual({ done: 495, dead: 5 });
  });
});
