import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { JobPorts } from '../../src/jobs/job-run.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { listFree } from '../../src/jobs/sweep.ts';
import type { JobMessage } from '../../src/queue/queue.ts';
import { type JobRecord, lanes } from '../../src/records/job-records.ts';
import type { TestApp } from '../support/test-app.ts';
import type { Death } from './killed-worker.ts';
import { mortalWorker } from './killed-worker.ts';

/** Longer than a lease and than the longest pause before a retry. */
const longSeconds = 700;

/** Lists the jobs that are due and that no worker has. */
export async function listFreeJobs(ports: JobPorts): Promise<JobRecord[]> {
  const found: JobRecord[] = [];
  for (const lane of lanes) for await (const jobs of listFree(ports, lane)) found.push(...jobs);
  return found;
}

/** Runs what is due until nothing is left, time and again after a long while. */
export async function runAll({ dependencies: ports, advanceSeconds }: Stage): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    for (const job of await listFreeJobs(ports)) await runJob(ports, job, () => false);
    advanceSeconds(longSeconds);
    if ((await listFreeJobs(ports)).length === 0) return;
  }
  throw new Error('Jobs are left after ten rounds.');
}

export type Stage = Pick<TestApp, 'dependencies' | 'advanceSeconds' | 'table'>;

/** Runs a job with a worker that dies; returns the number of its calls, or `undefined` when it died. */
export async function runUntilDeath({ dependencies }: Stage, message: JobMessage, death?: Death) {
  const worker = mortalWorker(dependencies, death);
  const ended = runJob(worker.ports, message, () => false).then(() => worker.calls());
  return Promise.race([ended, worker.died.then(() => undefined)]);
}

/** Returns all items of the table, in the order of their keys. */
export async function allItems({ table: { documents, name: TableName } }: Stage): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.toSorted((one, other) => `${one.pk}${one.sk}`.localeCompare(`${other.pk}${other.sk}`));
}
