import type { Config } from '../../src/config.ts';
import { type Check, cannotTell, type Finding, ok, wrong } from '../../src/health/finding.ts';
import { inspectQueue, type QueueFacts } from '../../src/queue/inspect-queue.ts';
import { leastVisibilitySeconds } from '../../src/queue/queue-limits.ts';
import { connectQueue } from '../../src/queue/sqs-connection.ts';

/** Checks that jobs can be queued, and that one that always fails goes to the dead-letter queue. */
export function jobQueueIsRight(config: Config): Check {
  return {
    name: 'job queue',
    async ask() {
      const { jobQueueUrl, publicUrl } = config;
      if (jobQueueUrl === undefined) {
        if (publicUrl.startsWith('http:')) return ok('none: the server runs the jobs itself');
        return cannotTell("JOB_QUEUE_URL is not set here: the stack's output JobQueueUrl says it.");
      }
      const connection = connectQueue({ ...config, jobQueueUrl });
      try {
        return judge(await inspectQueue(connection));
      } finally {
        connection.sqs.destroy();
      }
    },
  };
}

function judge(facts: QueueFacts | 'missing' | 'forbidden'): Finding {
  const deploy = 'Deploy the stack again: template.yaml sets it.';
  if (facts === 'missing')
    return wrong('The queue does not exist.', "Set JOB_QUEUE_URL to the stack's output JobQueueUrl.");
  if (facts === 'forbidden') return cannotTell('These credentials may not ask (sqs:GetQueueAttributes).');
  if (facts.maxReceiveCount === undefined)
    return wrong('It has no dead-letter queue: a job that always fails would come again for two weeks.', deploy);
  if (facts.visibilitySeconds >= leastVisibilitySeconds)
    return ok(`dead letters after ${facts.maxReceiveCount} receives`);
  const what = `It hides a message for ${facts.visibilitySeconds} seconds only: a long job would be started twice.`;
  return wrong(what, deploy);
}
