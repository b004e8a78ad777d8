import { runBatch } from '../batch.ts';
import type { Operation, OperationContext } from '../operation.ts';
import type { Queue } from '../queues/queue.ts';
import { type Members, requiredText } from '../request-members.ts';

export const deleteMessage: Operation = {
  run: (request, context) => remove(context.queues.at(requiredText(request, 'QueueUrl')), request, context),
};

export const deleteMessageBatch: Operation = {
  run(request, context) {
    const queue = context.queues.at(requiredText(request, 'QueueUrl'));
    return runBatch(request, context, (entry) => remove(queue, entry, context));
  },
};

export const purgeQueue: Operation = {
  run(request, { queues }) {
    queues.at(requiredText(request, 'QueueUrl')).purge();
    return {};
  },
};

function remove(queue: Queue, members: Members, { isRepeated }: OperationContext): Members {
  const handle = requiredText(members, 'ReceiptHandle');
  if (!isRepeated) queue.delete(handle);
  return {};
}
