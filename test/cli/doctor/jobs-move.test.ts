import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobsMove } from '../../../cli/doctor/jobs-move.ts';
import { newJob } from '../../../src/outbox/outbox.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let site: TestApp;

beforeEach(async () => {
  site = await startTestApp();
});
afterEach(() => site.close());

const ask = () => jobsMove(site.dependencies.records, site.dependencies.clock).ask();

describe('the doctor, jobs', () => {
  it('no job is due, is right', async () => {
    const now = site.dependencies.clock();
    const dueAt = new Date(now.getTime() + 60_000);
    await site.dependencies.records.jobs.add([newJob('expire', { userId: 'user' }, { now, dueAt })]);
    expect(await ask()).toEqual({ is: 'ok' });
  });

  it('a job that is free for ten minutes, is right, and a second later wrong', async () => {
    const job = newJob('expire', { userId: 'user' }, { now: site.dependencies.clock() });
    await site.dependencies.records.jobs.add([job]);
    const at = (seconds: number) => () => new Date(Date.parse(job.freeAt) + seconds * 1000);
    const { records } = site.dependencies;
    expect(await jobsMove(records, at(600)).ask()).toMatchObject({ is: 'ok' });
    expect(await jobsMove(records, at(601)).ask()).toMatchObject({
      is: 'wrong',
      what: expect.stringContaining('free since'),
    });
  });
});
