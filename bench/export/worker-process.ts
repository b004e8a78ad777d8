import { runJob } from '../../src/jobs/run-job.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { watchProcess } from './measured.ts';
import { openBucket, portsOf } from './stage.ts';

/* A worker in a process of its own: it carries out the jobs that it is sent, and ends with what it has moved. */

const [bucketEndpoint = '', tableEndpoint = ''] = process.argv.slice(2);
const ports = portsOf(await openBucket(bucketEndpoint), tableEndpoint);
const measure = watchProcess();
process.send?.('ready');
process.on('message', async (job: JobRecord | 'close') => {
  if (job === 'close') {
    process.send?.(measure(), () => process.exit());
    return;
  }
  await runJob(ports, job, () => false);
  process.send?.('done');
});
