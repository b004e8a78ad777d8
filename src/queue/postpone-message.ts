import { ChangeMessageVisibilityCommand, MessageNotInflight } from '@aws-sdk/client-sqs';
import { callQueue, type SqsConnection } from './sqs-connection.ts';

/**
 * Hides a received message from now on, so that SQS delivers it again when the time is over. It counts as one more
 * receive then. Has no effect on a message that is visible again already.
 *
 * @param seconds whole ones, from 0; the sum since the message was received is at most 12 hours
 * @throws QueueUnavailable
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export async function postponeMessage(
  { sqs, url: QueueUrl }: SqsConnection,
  ReceiptHandle: string,
  seconds: number,
): Promise<void> {
  const command = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: seconds });
  try {
    await callQueue(() => sqs.send(command));
  } catch (error) {
    if (!(error instanceof MessageNotInflight)) throw error;
  }
}
