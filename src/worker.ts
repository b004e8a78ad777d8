import { readConfig } from './config.ts';
import { readJobMessage } from './queue/job-message.ts';
import { postponeMessage } from './queue/postpone-message.ts';
import { connectQueue } from './queue/sqs-connection.ts';

const { jobQueueUrl = '', ...config } = readConfig();
const connection = connectQueue({ ...config, jobQueueUrl });
const unknownJobPauseSeconds = 60;

/**
 * The handler of the worker: SQS's messages, and a scheduled event each minute. It knows no kind of job yet, so every
 * message comes again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export async function handler(event: {
  readonly Records?: readonly { readonly messageId: string; readonly receiptHandle: string; readonly body: string }[];
}): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const { Records: records = [] } = event;
  for (const { body, receiptHandle } of records)
    if (readJobMessage(body)) await postponeMessage(connection, receiptHandle, unknownJobPauseSeconds);
  return { batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
