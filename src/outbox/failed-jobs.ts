import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { JobRecord } from '../records/job-records.ts';
import { isId } from '../values/id.ts';
import { handOver } from './outbox.ts';

/**
 * Makes a failed job run again, with as many attempts as a new one. Two requests at once make it run once.
 * @returns the problem of a job that is not among the failed ones
 */
export async function retryFailedJob(ports: Ports, id: string): Promise<undefined | Problem> {
  const { records, clock } = ports;
  const failed = isId(id) ? await records.jobs.findDead(id) : undefined;
  if (!failed) return noSuchJob();
  const now = clock().toISOString();
  const { diedAt: _diedAt, error: _error, ...before } = failed;
  const job: JobRecord = { ...before, dueAt: now, freeAt: now, sentAt: now, attempts: 0 };
  if (!(await records.jobs.revive(failed, job))) return noSuchJob();
  await handOver(ports, [job]);
  return undefined;
}

function noSuchJob(): Problem {
  return new Problem('not-found', 'no-such-job');
}
