import type { Members } from './request-members.ts';

/** A message as Lambda hands it to a function. */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, never>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

/** The part of Lambda's context that says how much time is left. */
export interface InvocationContext {
  readonly getRemainingTimeInMillis: () => number;
}

/** What a function returns, or undefined when all messages succeeded. */
type Handler = (event: SqsEvent, context: InvocationContext) => unknown;

/** Options of an event source. */
export interface EventSourceOptions {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly handler: Handler;
  /** The most messages of an event, 1 to 10; 10 if absent. */
  readonly batchSize?: number;
  /** Returns the milliseconds that an invocation has left; 15 minutes if absent. */
  readonly remainingMs?: () => number;
}

/** What became of a batch: the ids of the messages that are done, and of those that come again. */
export interface Delivery {
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
  /** The error of the handler, which keeps the whole batch. */
  readonly error?: unknown;
}

/** Does what Lambda's event source mapping with `ReportBatchItemFailures` does, one batch at a time. */
export interface EventSource {
  /** Delivers one batch; undefined when no message is visible. */
  deliver(): Promise<Delivery | undefined>;
  /** Delivers batches until no message is visible. */
  drain(): Promise<readonly Delivery[]>;
}

const quarterHourMs = 900_000;

/** Creates an event source of a queue. A message that is kept comes again when its visibility time-out ends. */
export function createEventSource(options: EventSourceOptions): EventSource {
  const { queueUrl, handler, batchSize = 10, remainingMs = () => quarterHourMs } = options;
  const call = (operation: string, document: object) =>
    callQueue(options.endpoint, operation, { QueueUrl: queueUrl, ...document });

  async function deliver(): Promise<Delivery | undefined> {
    const { Messages: messages = [] } = (await call('ReceiveMessage', {
      MaxNumberOfMessages: batchSize,
      MessageSystemAttributeNames: ['All'],
    })) as { Messages?: readonly ReceivedMessage[] };
    if (messages.length === 0) return undefined;
    const { Attributes } = (await call('GetQueueAttributes', { AttributeNames: ['QueueArn'] })) as QueueDescription;
    const event = { Records: messages.map((message) => toRecord(message, Attributes?.QueueArn ?? '')) };
    const ids = messages.map(({ MessageId }) => MessageId);
    let kept: readonly string[];
    try {
      kept = failuresIn(await handler(event, { getRemainingTimeInMillis: remainingMs }), ids);
    } catch (error) {
      return { deleted: [], kept: ids, error };
    }
    const done = messages.filter(({ MessageId }) => !kept.includes(MessageId));
    const entries = done.map(({ MessageId: Id, ReceiptHandle }) => ({ Id, ReceiptHandle }));
    if (entries.length > 0) await call('DeleteMessageBatch', { Entries: entries });
    return { deleted: done.map(({ MessageId }) => MessageId), kept };
  }

  return {
    deliver,
    async drain() {
      const deliveries: Delivery[] = [];
      for (let delivery = await deliver(); delivery; delivery = await deliver()) deliveries.push(delivery);
      return deliveries;
    },
  };
}

interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

interface QueueDescription {
  readonly Attributes?: { readonly QueueArn?: string };
}

/**
 * Returns the messages that a response keeps in the queue: those that it names, or all for a response that Lambda takes
 * for a complete failure.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html (success and failure conditions)
 */
function failuresIn(response: unknown, ids: readonly string[]): readonly string[] {
  // Lambda sees the JSON of it.
  const { batchItemFailures: failures } = JSON.parse(JSON.stringify(response ?? null) ?? 'null') ?? {};
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure) => failure?.itemIdentifier);
  return named.every((id) => ids.includes(id)) ? named : ids;
}

function toRecord(message: ReceivedMessage, eventSourceARN: string): SqsRecord {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: eventSourceARN.split(':')[3] ?? '',
  };
}

async function callQueue(endpoint: string, operation: string, document: object): Promise<Members> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=local',
    },
    body: JSON.stringify(document),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation} failed: ${text}`);
  return JSON.parse(text);
}
