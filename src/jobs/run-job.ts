import { isJobKind, type JobArgs, type JobKind, jobKinds } from '../outbox/job-kinds.ts';
import { handOver } from '../outbox/outbox.ts';
import { StorageUnavailable } from '../problems/errors.ts';
import type { JobMessage } from '../queue/queue.ts';
import type { JobRecord } from '../records/job-records.ts';
import { describeError } from '../telemetry/describe-error.ts';
import { JobLost, type JobOutcome, type JobPorts } from './job-run.ts';
import { jobs } from './jobs.ts';
import { holdLease, leaseEnd } from './lease.ts';

/** A job is dead after this many attempts without progress. The queue's `maxReceiveCount` is the same number. */
export const maxAttempts = 5;

/** The seconds of rest for a job that cannot run now: an outage, or arguments of a newer version. */
const restSeconds = 60;

/** The end of a message: it may go, or it must come again after some seconds. */
export type RunResult = 'settled' | { readonly retryInSeconds: number };

/**
 * Runs the job of a message, unless it has ended or another worker has it. It writes one log line for each run.
 * @param isNearEnd tells the job that this worker must stop soon
 * @throws StorageUnavailable when the table does not answer: the message may go, since the job stays in the table
 */
export async function runJob(ports: JobPorts, message: JobMessage, isNearEnd: () => boolean): Promise<RunResult> {
  // During a deployment, messages of a newer version come too. Their jobs stay, and the sweep sends them again.
  if (!isJobKind(message.kind)) return 'settled';
  const now = ports.clock();
  const job = await ports.records.jobs.take(message, now.toISOString(), leaseEnd(now));
  if (!job) return 'settled';
  ports.metrics.queueAge((now.getTime() - Date.parse(job.dueAt)) / 1000);
  const startedAt = performance.now();
  const run = { bytes: 0 };
  const end = await runTaken(ports, job, message.kind, isNearEnd, run);
  ports.log.info({
    message: `job ${job.kind} ${end.was}`,
    job: job.id,
    kind: job.kind,
    attempt: job.attempts,
    ms: Math.round(performance.now() - startedAt),
    bytes: run.bytes,
    form: job.form ?? undefined,
    parent: job.requestId,
    outcome: end.was,
    ...(end.error !== undefined && { error: describeError(end.error) }),
  });
  return end.retryInSeconds === undefined ? 'settled' : { retryInSeconds: end.retryInSeconds };
}

/** The end of a run, as its log line names it. */
interface RunEnd {
  readonly was: 'done' | 'interrupted' | 'retried' | 'dead' | 'postponed' | 'lost';
  readonly error?: Error;
  readonly retryInSeconds?: number;
}

async function runTaken<Kind extends JobKind>(
  ports: JobPorts,
  job: JobRecord,
  kind: Kind,
  isNearEnd: () => boolean,
  run: { bytes: number },
): Promise<RunEnd> {
  // The workers of all earlier attempts died without a word.
  if (job.attempts > maxAttempts) return bury(ports, job, new Error('Every worker died while it ran the job.'));
  if (job.version > jobKinds[kind].version) return postpone(ports, job);
  const lease = holdLease(ports, job);
  try {
    // The schema is that of the kind, which TypeScript does not follow through the lookup.
    const args = jobKinds[kind].args.parse(job.args) as JobArgs<Kind>;
    const outcome = await jobs[kind]({
      ports,
      args,
      place: job.place,
      isNearEnd,
      keepPlace: (place) => lease.keepPlace(place),
      isLastAttempt: () => lease.attempts >= maxAttempts,
      countBytes: (bytes) => {
        run.bytes += bytes;
      },
    });
    return await settle(ports, job, outcome);
  } catch (error) {
    const { attempts } = lease;
    return await fail(ports, { ...job, attempts }, error instanceof Error ? error : new Error(String(error)));
  } finally {
    lease.stop();
  }
}

async function settle(ports: JobPorts, job: JobRecord, outcome: JobOutcome): Promise<RunEnd> {
  const { records, metrics, clock } = ports;
  if (outcome === 'done') {
    if (!(await records.jobs.end(job))) return { was: 'lost' };
    metrics.count('JobDone', job);
    return { was: 'done' };
  }
  const free = { freeAt: clock().toISOString(), attempts: 0, place: outcome.goOnFrom };
  if (!(await records.jobs.change(job, free))) return { was: 'lost' };
  await handOver(ports, [job]);
  return { was: 'interrupted' };
}

async function fail(ports: JobPorts, job: JobRecord, error: Error): Promise<RunEnd> {
  if (error instanceof JobLost) return { was: 'lost' };
  if (error instanceof StorageUnavailable) return { ...(await postpone(ports, job)), error };
  if (job.attempts >= maxAttempts) return bury(ports, job, error);
  const retryInSeconds = pauseSeconds(job.attempts);
  if (!(await ports.records.jobs.change(job, { freeAt: leaseEnd(ports.clock(), retryInSeconds) })))
    return { was: 'lost' };
  ports.metrics.count('JobRetried', job);
  return { was: 'retried', error, retryInSeconds };
}

/** Returns the seconds before the next attempt: 10, 40, 160 and 640. */
function pauseSeconds(attempts: number): number {
  return 10 * 4 ** (attempts - 1);
}

/** Leaves a job for a while, without an attempt. */
async function postpone(ports: JobPorts, job: JobRecord): Promise<RunEnd> {
  const rested = { freeAt: leaseEnd(ports.clock(), restSeconds), attempts: job.attempts - 1 };
  return { was: (await ports.records.jobs.change(job, rested)) ? 'postponed' : 'lost' };
}

async function bury(ports: JobPorts, job: JobRecord, error: Error): Promise<RunEnd> {
  if (!(await ports.records.jobs.bury(job, ports.clock().toISOString(), error.name))) return { was: 'lost' };
  ports.metrics.count('JobFailed', job);
  // The queue counts its own attempts, and moves the message to its dead letters after the same number.
  return { was: 'dead', error, retryInSeconds: 0 };
}
