import { type QueueStage, startQueueStage } from '../../packages/sqs-server/test/queue-stage.ts';
import type { JobMessage } from '../../src/queue/queue.ts';
import { connectQueue, type QueueSettings, type SqsConnection } from '../../src/queue/sqs-connection.ts';
import { patienceMs } from '../support/environment.ts';

/** An SQS with the app's connection to its queue `jobs`. */
export interface JobQueue extends QueueStage {
  readonly connection: SqsConnection;
  readonly settings: QueueSettings;
}

/**
 * Starts an SQS that ends with the test.
 *
 * @param operations those that meet the stage's faults; all if absent
 */
export async function startJobQueue(operations?: readonly string[]): Promise<JobQueue> {
  const stage = await startQueueStage(operations);
  const settings = {
    region: 'us-east-1',
    sqsEndpoint: stage.endpoint,
    jobQueueUrl: stage.jobs,
    queueTimeoutMs: patienceMs,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
  };
  return { ...stage, settings, connection: connectQueue(settings) };
}

/** Returns the message of a job. */
export function jobMessage(parts: Partial<JobMessage> = {}): JobMessage {
  return { kind: 'expire', id: 'job-1', dueAt: '2026-11-28T21:00:00.000Z', form: 'documents', ...parts };
}
