import { setTimeout as delay } from 'node:timers/promises';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { QueueUnavailable } from '../problems/errors.ts';
import { writeJobMessage } from './job-message.ts';
import type { JobMessage, Queue } from './queue.ts';
import { callQueue, type SqsConnection } from './sqs-connection.ts';

/** The most messages of one request. Ten of ours are far below the limit of 1 MiB together. */
const batchSize = 10;
/** The pauses before messages that SQS did not take are sent again. */
const retryPausesMs = [50, 200];

/** Thrown when SQS refuses a message as invalid. It is a defect of the app: the same message always fails. */
export class InvalidMessage extends Error {
  override name = 'InvalidMessage';
}

/**
 * Creates the queue of a deployment, in batches of ten, where single messages may fail while others succeed.
 *
 * A message's group is its form: SQS makes a standard queue fair by it. When a group has more than a tenth of the
 * messages that are being handled (and at least 30), or of the time of the workers, SQS hands out those of other groups
 * first. It is no order and no limit: the messages of a busy form wait longer while others are there. A message without
 * a form is a group of its own.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */
export function createSqsQueue(connection: SqsConnection): Queue {
  return {
    /**
     * @throws QueueUnavailable when SQS has not taken all messages, even after two retries
     * @throws InvalidMessage when SQS refuses a message, after all others were sent
     */
    async send(messages) {
      const refused: string[] = [];
      for (const batch of inBatches(messages)) refused.push(...(await sendBatch(connection, batch, retryPausesMs)));
      if (refused.length > 0) throw new InvalidMessage(`SQS refuses ${refused.length} messages: ${refused[0]}`);
    },
  };
}

function inBatches(messages: readonly JobMessage[]): SendMessageBatchRequestEntry[][] {
  const entries = messages.map((message, index) => ({
    Id: String(index),
    MessageBody: writeJobMessage(message),
    ...(message.form !== null && { MessageGroupId: message.form }),
  }));
  return Array.from({ length: Math.ceil(entries.length / batchSize) }, (_, batch) =>
    entries.slice(batch * batchSize, (batch + 1) * batchSize),
  );
}

/** Returns the reasons for which SQS refuses messages of the batch. */
async function sendBatch(
  connection: SqsConnection,
  Entries: SendMessageBatchRequestEntry[],
  [pauseMs, ...morePausesMs]: readonly number[],
): Promise<string[]> {
  const command = new SendMessageBatchCommand({ QueueUrl: connection.url, Entries });
  const { Failed: failed = [] } = await callQueue(() => connection.sqs.send(command));
  const refused = failed.filter(({ SenderFault }) => SenderFault).map(({ Code, Message }) => `${Code}, ${Message}`);
  const ids = new Set(failed.filter(({ SenderFault }) => !SenderFault).map(({ Id }) => Id));
  if (ids.size === 0) return refused;
  if (pauseMs === undefined) throw new QueueUnavailable(`The queue did not take ${ids.size} messages.`);
  await delay(pauseMs);
  const remaining = Entries.filter(({ Id }) => ids.has(Id));
  return [...refused, ...(await sendBatch(connection, remaining, morePausesMs))];
}
