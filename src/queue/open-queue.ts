import type { Config } from '../config.ts';
import { noQueue, type Queue } from './queue.ts';
import type { QueueSettings } from './sqs-connection.ts';

/**
 * Returns the queue that the configuration names. The first message loads its client: most requests send none. Without
 * a name no message is sent, and the jobs wait for a sweep.
 */
export function openQueue({
  jobQueueUrl,
  ...config
}: Pick<Config, 'jobQueueUrl' | 'sqsEndpoint' | 'region' | 'credentials'>): Queue {
  if (jobQueueUrl === undefined) return noQueue;
  const settings = { ...config, jobQueueUrl };
  let loading: Promise<Queue> | undefined;
  return {
    async send(messages) {
      loading ??= load(settings);
      await (await loading).send(messages);
    },
  };
}

async function load(settings: QueueSettings): Promise<Queue> {
  const [{ connectQueue }, { createSqsQueue }] = await Promise.all([
    import('./sqs-connection.ts'),
    import('./sqs-queue.ts'),
  ]);
  return createSqsQueue(connectQueue(settings));
}
