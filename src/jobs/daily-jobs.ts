import { handOver, newJob } from '../outbox/outbox.ts';
import { dayMs, hourMs } from '../values/duration.ts';
import type { JobPorts } from './job-run.ts';

/** The hour (UTC) at which the jobs of a day become due. */
const hourOfDay = 3;

/** Returns a function that adds the jobs of a day, once for all workers. It remembers the day, so that calls are cheap. */
export function createDailyJobs({ records, queue, log, forms, clock }: JobPorts) {
  let plannedDate = '';
  return async (): Promise<void> => {
    const now = clock();
    const date = new Date(now.getTime() - hourOfDay * hourMs).toISOString().slice(0, 10);
    if (date === plannedDate) return;
    const jobs = [...forms.values()].flatMap(({ slug: form, keepForDays }) => [
      newJob('recount', { form }, { now, form }),
      ...(keepForDays === undefined ? [] : [newJob('retire', { form }, { now, form })]),
    ]);
    const expiresAt = new Date(now.getTime() + 7 * dayMs).toISOString();
    const isNew = await records.jobs.planDay(date, expiresAt, jobs);
    plannedDate = date;
    if (isNew) await handOver({ queue, log }, jobs);
  };
}
