import type { Queue } from './queue.ts';
import type { QueueSettings } from './sqs-connection.ts';

/** Returns the queue of a deployment. The first message loads its client: most requests send none. */
export function openQueue(settings: QueueSettings): Queue {
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
