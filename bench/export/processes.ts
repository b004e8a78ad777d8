import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { JobRecord } from '../../src/records/job-records.ts';
import type { Moved } from './measured.ts';

/** A bucket in a process of its own, so that what this process reads and writes are the bytes of a worker. */
export async function startBucketProcess(): Promise<{ endpoint: string; close(): Promise<void> }> {
  const child = fork(fileURLToPath(new URL('./bucket-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const [endpoint] = await once(child, 'message');
  return {
    endpoint,
    async close() {
      child.send('close');
      await once(child, 'exit');
    },
  };
}

/** A worker in a process of its own. */
export async function startWorkerProcess(bucketEndpoint: string, tableEndpoint: string) {
  const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
  const child = fork(script, [bucketEndpoint, tableEndpoint], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return {
    async run(job: JobRecord): Promise<void> {
      child.send(job);
      await once(child, 'message');
    },
    /** Ends the process, and returns what it has moved. */
    async close(): Promise<Moved> {
      child.send('close');
      const [[moved]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
      return moved;
    },
  };
}
