import { handOver } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { type JobRecord, lanes } from '../records/job-records.ts';
import { minuteMs } from '../values/duration.ts';

/** The jobs of one lane that a sweep looks at; more wait for the next one. */
const maxJobsPerLane = 2000;
const pageSize = 200;

/**
 * The time after which a message counts as lost. Shorter, a long queue would get a second message for each job that
 * waits in it; longer, a job whose message was lost would wait.
 */
const messageLifetimeMs = 5 * minuteMs;

/** Sends messages for the jobs that are due and free, unless one is on its way. Returns their number. */
export async function sweep(ports: Ports): Promise<number> {
  const sentBefore = new Date(ports.clock().getTime() - messageLifetimeMs).toISOString();
  const sent = await Promise.all(
    lanes.map(async (lane) => {
      let count = 0;
      for await (const due of listFree(ports, lane)) {
        const unsent = due.filter((job) => job.sentAt === undefined || job.sentAt <= sentBefore);
        await sendAgain(ports, unsent);
        count += unsent.length;
      }
      return count;
    }),
  );
  return sent.reduce((sum, count) => sum + count, 0);
}

/** Yields the jobs of a lane that are due and that no worker has, the oldest first. */
export async function* listFree({ records, clock }: Ports, lane: number): AsyncGenerator<JobRecord[]> {
  const now = clock().toISOString();
  let after: string | undefined;
  for (let seen = 0; seen < maxJobsPerLane; seen += pageSize) {
    const page = await records.jobs.listDue(lane, now, pageSize, after);
    yield page.items.filter((job) => job.freeAt <= now);
    if (page.next === null) return;
    after = page.next;
  }
}

/** Sends first and notes it then: an interruption sends a message twice, and loses none. */
async function sendAgain(ports: Ports, jobs: readonly JobRecord[]): Promise<void> {
  await handOver(ports, jobs);
  const sentAt = ports.clock().toISOString();
  await Promise.all(jobs.map((job) => ports.records.jobs.noteSent(job, sentAt)));
}
