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

/** Lists the jobs that are due and that no worker has, lane by lane. */
export async function listFreeJobs(ports: JobPorts): Promise<JobRecord[]> {
  const byLane = await Promise.all(lanes.map((lane) => Array.fromAsync(listFree(ports, lane))));
  return byLane.flat(2);
}

/** Runs what is due until nothing is left, time and again after a long while. */
export async function runAll(stage: Stage): Promise<void> {
  const { dependencies: ports, advanceSeconds } = stage;
  for (let round = 0; round < 10; round += 1) {
    for (const job of await scanFreeJobs(stage)) await runJob(ports, job, () => false);
    advanceSeconds(longSeconds);
    if ((await scanFreeJobs(stage)).length === 0) return;
  }
  throw new Error('Jobs are left after ten rounds.');
}

/** Lists what `listFreeJobs` does with one call in place of one for each lane, which the kill tests make by thousands. */
async function scanFreeJobs({ dependencies, table: { documents, name: TableName } }: Stage): Promise<JobRecord[]> {
  const { Items = [], LastEvaluatedKey } = await documents.send(new ScanCommand({ TableName, ConsistentRead: true }));
  if (LastEvaluatedKey) return listFreeJobs(dependencies);
  const now = dependencies.clock().toISOString();
  const jobs = Items.filter(({ pk }) => String(pk).startsWith('JOBS#'));
  // As the app writes them.
  return (jobs as unknown as JobRecord[]).filter(({ dueAt, freeAt }) => dueAt <= now && freeAt <= now);
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
