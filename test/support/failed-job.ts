import { newJob } from '../../src/outbox/outbox.ts';
import type { TestApp } from './test-app.ts';

/** Adds a job that has failed too often, and returns its id. */
export async function addFailedJob({ dependencies: { records, clock } }: TestApp, form = 'documents'): Promise<string> {
  const job = { ...newJob('recount', { form }, { now: clock(), form }), attempts: 5 };
  await records.jobs.add([job]);
  await records.jobs.bury(job, clock().toISOString(), 'StoredBytesDiffer');
  return job.id;
}
