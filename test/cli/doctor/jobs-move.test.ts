import { describe, expect, it } from 'vitest';
import { jobsMove } from '../../../cli/doctor/jobs-move.ts';
import { newJob } from '../../../src/outbox/outbox.ts';
import type { JobRecord } from '../../../src/records/job-records.ts';

const now = new Date('2026-11-28T12:00:00.000Z');

const ask = (oldest: JobRecord | undefined, secondsLater = 0) =>
  jobsMove({ findOldestDue: async () => oldest }, () => new Date(now.getTime() + secondsLater * 1000)).ask();

describe('the doctor, jobs', () => {
  it('no job is due, is right', async () => {
    expect(await ask(undefined)).toEqual({ is: 'ok' });
  });

  it('a job that is free for ten minutes, is right, and a second later wrong', async () => {
    const job = newJob('expire', { userId: 'user' }, { now });
    expect(await ask(job, 600)).toMatchObject({ is: 'ok' });
    expect(await ask(job, 601)).toMatchObject({ is: 'wrong', what: expect.stringContaining('free since') });
  });
});
