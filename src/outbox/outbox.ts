import type { Ports } from '../ports.ts';
import type { JobMessage } from '../queue/queue.ts';
import type { JobRecord } from '../records/job-records.ts';
import { newId } from '../values/id.ts';
import { type JobArgs, type JobKind, jobKinds } from './job-kinds.ts';

/** The circumstances of a new job. */
export interface JobOrigin {
  readonly now: Date;
  /** The time from which the job may run; by default at once. */
  readonly dueAt?: Date;
  /** The form whose submissions cause the work. */
  readonly form?: string;
  /** The id of the request that causes the work. */
  readonly requestId?: string | undefined;
}

/** Returns a job to be written in the transaction of the change that needs it (`jobWrite`). */
export function newJob<Kind extends JobKind>(kind: Kind, args: JobArgs<Kind>, origin: JobOrigin): JobRecord {
  const { now, dueAt = now, form = null, requestId } = origin;
  return {
    id: newId(),
    kind,
    version: jobKinds[kind].version,
    args,
    form,
    createdAt: now.toISOString(),
    dueAt: dueAt.toISOString(),
    freeAt: dueAt.toISOString(),
    fence: 0,
    attempts: 0,
    ...(requestId !== undefined && { requestId }),
    // `handOver` follows for a job that is due, so the sweep gives its message some time.
    ...(dueAt <= now && { sentAt: now.toISOString() }),
  };
}

/**
 * Sends the messages of jobs that the table holds. A failure is logged and changes nothing else: the jobs stay in the
 * table, and the sweep sends them later.
 */
export async function handOver(
  { queue, log }: Pick<Ports, 'queue' | 'log'>,
  jobs: readonly JobRecord[],
): Promise<void> {
  if (jobs.length === 0) return;
  try {
    await queue.send(jobs.map(toMessage));
  } catch (error) {
    log.error({ message: 'Jobs wait for the sweep: the queue took no message.', jobs: jobs.length, error });
  }
}

/** Returns what a queue carries of a job. */
function toMessage({ kind, id, dueAt, form }: JobRecord): JobMessage {
  return { kind, id, dueAt, form };
}
