import { setTimeout as delay } from 'node:timers/promises';
import type { Operation, OperationContext } from '../operation.ts';
import { md5Of } from '../queues/message.ts';
import type { Queue, ReceivedMessage } from '../queues/queue.ts';
import { countMember, type Members, requiredText, textList } from '../request-members.ts';

/** The interval at which a long poll looks again, also for what a moved clock has made visible. */
const lookAgainMs = 20;
const maxVisibilitySeconds = 43_200;
const maxWaitSeconds = 20;
const maxMessages = 10;

/** Returns visible messages, and waits for some where the client asks for a long poll. */
export const receiveMessage: Operation = {
  lacks: ['ReceiveRequestAttemptId'],
  async run(request, context) {
    const queue = context.queues.at(requiredText(request, 'QueueUrl'));
    const count = countMember(request, 'MaxNumberOfMessages', 1, maxMessages) ?? 1;
    const visibilitySeconds = countMember(request, 'VisibilityTimeout', 0, maxVisibilitySeconds);
    const waitSeconds =
      countMember(request, 'WaitTimeSeconds', 0, maxWaitSeconds) ?? queue.setting('ReceiveMessageWaitTimeSeconds');
    const names = [...textList(request, 'AttributeNames'), ...textList(request, 'MessageSystemAttributeNames')];
    const received = await poll(() => take(queue, count, visibilitySeconds, context), waitSeconds, context.gone);
    return received.length > 0 ? { Messages: received.map((message) => describe(message, names)) } : {};
  },
};

function take(
  queue: Queue,
  count: number,
  visibilitySeconds: number | undefined,
  { queues, now, isRepeated }: OperationContext,
): ReceivedMessage[] {
  return queue.receive({
    count,
    visibilitySeconds,
    deadLetters: queues.deadLettersOf(queue),
    staysVisible: isRepeated,
    nowMs: now().getTime(),
  });
}

async function poll(
  look: () => ReceivedMessage[],
  waitSeconds: number,
  gone: AbortSignal,
): Promise<readonly ReceivedMessage[]> {
  const endMs = performance.now() + waitSeconds * 1000;
  while (!gone.aborted) {
    const received = look();
    if (received.length > 0 || performance.now() >= endMs) return received;
    await delay(lookAgainMs);
  }
  return [];
}

function describe(message: ReceivedMessage, names: readonly string[]): Members {
  const attributes = Object.entries(systemAttributes(message)).filter(
    ([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.handle,
    Body: message.body,
    MD5OfBody: md5Of(message.body),
    ...(attributes.length > 0 && { Attributes: Object.fromEntries(attributes) }),
  };
}

function systemAttributes(message: ReceivedMessage): Readonly<Record<string, string | undefined>> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAtMs),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    MessageGroupId: message.groupId,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
}
