/**
 * Runs 10,000 jobs by 20 workers, one of a hundred without its arguments: `node --import tsx bench/jobs.ts [jobs]`.
 *
 * Exits with 1 unless all others are done and each of those is listed among the dead. The jobs a second are a figure of
 * this machine and of the embedded table, to look at only.
 */
import { runManyJobs } from '../test/jobs/many-jobs.ts';
import { startTestApp } from '../test/support/test-app.ts';

const count = Number(process.argv[2] ?? '10000');
const site = await startTestApp();
try {
  const startedAt = performance.now();
  const { done, dead } = await runManyJobs(site, count);
  const perSecond = Math.round(count / ((performance.now() - startedAt) / 1000));
  console.log(`${done} jobs are done and ${dead} are dead letters, ${perSecond} a second here.`);
  process.exitCode = dead === count / 100 && done === count - dead ? 0 : 1;
} finally {
  await site.close();
}
