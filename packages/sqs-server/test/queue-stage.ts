import {
  CreateQueueCommand,
  type CreateQueueCommandInput,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { type Fault, type QueueRequest, startQueueServer } from '../src/server.ts';

/** A queue server with a queue `jobs` whose messages go to `dead` after five receives, and the SDK's client. */
export interface QueueStage {
  readonly endpoint: string;
  readonly sqs: SQSClient;
  readonly jobs: string;
  readonly dead: string;
  /** The requests that have arrived. */
  readonly requests: readonly QueueRequest[];
  /** The faults of the next requests, in this order. */
  readonly faults: Fault[];
  passSeconds(seconds: number): void;
  create(name: string, attributes?: CreateQueueCommandInput['Attributes']): Promise<string>;
  send(body: string, more?: Partial<SendMessageCommandInput>): Promise<string>;
  receive(more?: Partial<ReceiveMessageCommandInput>): Promise<readonly Message[]>;
  delete(message: Message): Promise<void>;
  /** Returns the numbers of visible, received and delayed messages. */
  counts(url?: string): Promise<readonly (string | undefined)[]>;
}

/** The visibility time-out of the stage's queues, in seconds. */
export const visibilitySeconds = 5400;

/** Starts a stage that ends with the test. */
export async function startQueueStage(operations?: readonly string[]): Promise<QueueStage> {
  let offsetMs = 0;
  const requests: QueueRequest[] = [];
  const faults: Fault[] = [];
  const server = await startQueueServer({
    clock: () => new Date(Date.now() + offsetMs),
    intercept: (request) => {
      requests.push(request);
      return operations === undefined || operations.includes(request.operation) ? faults.shift() : undefined;
    },
  });
  const sqs = new SQSClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    sqs.destroy();
    await server.close();
  });
  const create = async (QueueName: string, Attributes?: CreateQueueCommandInput['Attributes']) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  };
  const dead = await create('dead');
  const jobs = await create('jobs', {
    VisibilityTimeout: String(visibilitySeconds),
    MessageRetentionPeriod: '1209600',
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
      maxReceiveCount: 5,
    }),
  });
  requests.length = 0;
  return {
    endpoint: server.endpoint,
    sqs,
    jobs,
    dead,
    requests,
    faults,
    passSeconds(seconds) {
      offsetMs += seconds * 1000;
    },
    create,
    async send(MessageBody, more) {
      const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: jobs, MessageBody, ...more }));
      return MessageId;
    },
    async receive(more) {
      const input = { QueueUrl: jobs, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const], ...more };
      return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
    },
    async delete({ ReceiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: jobs, ReceiptHandle }));
    },
    async counts(QueueUrl = jobs) {
      const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return (['', 'NotVisible', 'Delayed'] as const).map((kind) => Attributes[`ApproximateNumberOfMessages${kind}`]);
    },
  };
}

/** Returns the bodies of messages, in order of the alphabet. */
export function bodiesOf(messages: readonly Message[]): readonly (string | undefined)[] {
  return messages.map(({ Body }) => Body).toSorted();
}
