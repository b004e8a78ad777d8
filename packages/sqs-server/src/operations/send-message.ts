import { readEntries, runBatch } from '../batch.ts';
import type { Operation } from '../operation.ts';
import { maxMessageBytes, md5Of } from '../queues/message.ts';
import type { Queue } from '../queues/queue.ts';
import { countMember, type Members, refuseMembers, requiredText, textMember } from '../request-members.ts';
import { SqsError } from '../sqs-error.ts';

const maxDelaySeconds = 900;
const lacks = ['MessageAttributes', 'MessageSystemAttributes', 'MessageDeduplicationId'];

export const sendMessage: Operation = {
  lacks,
  run: (request, { queues, now }) => send(queues.at(requiredText(request, 'QueueUrl')), request, now().getTime()),
};

export const sendMessageBatch: Operation = {
  run(request, context) {
    const queue = context.queues.at(requiredText(request, 'QueueUrl'));
    const bodies = readEntries(request).map((entry) => textMember(entry, 'MessageBody') ?? '');
    const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
    if (bytes > maxMessageBytes)
      throw new SqsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${maxMessageBytes} bytes. You have sent ${bytes} bytes.`,
      );
    return runBatch(request, context, (entry) => {
      refuseMembers(entry, lacks);
      return send(queue, entry, context.now().getTime());
    });
  },
};

function send(queue: Queue, members: Members, nowMs: number): Members {
  const content = { body: requiredText(members, 'MessageBody'), groupId: textMember(members, 'MessageGroupId') };
  const { id, body } = queue.send(content, countMember(members, 'DelaySeconds', 0, maxDelaySeconds), nowMs);
  return { MessageId: id, MD5OfMessageBody: md5Of(body) };
}
