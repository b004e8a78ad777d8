import { GetQueueAttributesCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { callQueue, type SqsConnection } from './sqs-connection.ts';

/** The properties that a queue describes itself with. */
export interface QueueFacts {
  /** The number of receives after which a message goes to the dead-letter queue; undefined when there is none. */
  readonly maxReceiveCount: number | undefined;
  readonly visibilitySeconds: number;
}

/** SQS gives the count as it was set: as a number or as a text. */
const RedrivePolicy = z.object({ deadLetterTargetArn: z.string().min(1), maxReceiveCount: z.coerce.number() });

/**
 * Describes the queue.
 *
 * @returns `missing` for a queue that does not exist, `forbidden` when the credentials lack the permission
 * @throws QueueUnavailable
 */
export async function inspectQueue({ sqs, url }: SqsConnection): Promise<QueueFacts | 'missing' | 'forbidden'> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'],
  });
  try {
    const { Attributes: { RedrivePolicy: policy, VisibilityTimeout } = {} } = await callQueue(() => sqs.send(command));
    return {
      maxReceiveCount: policy === undefined ? undefined : RedrivePolicy.parse(JSON.parse(policy)).maxReceiveCount,
      visibilitySeconds: Number(VisibilityTimeout),
    };
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return 'missing';
    if (
      error instanceof Error &&
      /^(AccessDenied|UnrecognizedClient|InvalidSignature|InvalidClientTokenId)/.test(error.name)
    )
      return 'forbidden';
    throw error;
  }
}
