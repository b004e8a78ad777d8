import { runJob } from '../../src/jobs/run-job.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import { listFreeJobs, type Stage } from './job-stage.ts';

/** The workers that run jobs side by side. */
const workerCount = 20;

/** Longer than the longest pause before a retry. */
const longSeconds = 700;

/** Runs many jobs, one of a hundred without its arguments, until none is left; returns what became of them. */
export async function runManyJobs({ dependencies: ports, advanceSeconds }: Stage, count: number) {
  for (let start = 0; start < count; start += 100) {
    const jobs = Array.from({ length: 100 }, () => newJob('expire', { userId: 'user' }, { now: ports.clock() }));
    await ports.records.jobs.add(jobs.map((job, index) => (index === 0 ? { ...job, args: {} } : job)));
  }
  for (let left = await listFreeJobs(ports); left.length > 0; left = await listFreeJobs(ports)) {
    const next = left.values();
    const work = async () => {
      for (const job of next) await runJob(ports, job, () => false);
    };
    await Promise.all(Array.from({ length: workerCount }, work));
    advanceSeconds(longSeconds);
  }
  const dead = (await ports.records.jobs.listDead(count)).items.length;
  return { done: count - dead, dead };
}
