import { type Check, ok, wrong } from '../../src/health/finding.ts';
import type { Records } from '../../src/records/records.ts';
import { minuteMs } from '../../src/values/duration.ts';

/** The time for which a job may be due and free. The sweep sends a lost message again within six minutes. */
const mostIdleMs = 10 * minuteMs;

/** Checks that a worker takes the jobs that are due. */
export function jobsMove(jobs: Pick<Records['jobs'], 'findOldestDue'>, clock: () => Date): Check {
  return {
    name: 'jobs',
    needs: ['table'],
    async ask() {
      const now = clock();
      const oldest = await jobs.findOldestDue(now.toISOString());
      if (oldest === undefined) return ok();
      const idleMs = now.getTime() - Date.parse(oldest.freeAt);
      if (idleMs <= mostIdleMs) return ok(`the oldest one is due since ${oldest.dueAt}`);
      const what = `No worker has taken a job that is free since ${oldest.freeAt}.`;
      return wrong(what, "Look at the worker's log and at the rule that calls it each minute.");
    },
  };
}
