import { runBatch } from '../batch.ts';
import type { Operation } from '../operation.ts';
import type { Queue } from '../queues/queue.ts';
import { countMember, type Members, requiredText } from '../request-members.ts';

const maxVisibilitySeconds = 43_200;

export const changeMessageVisibility: Operation = {
  run: (request, { queues, now }) => change(queues.at(requiredText(request, 'QueueUrl')), request, now().getTime()),
};

export const changeMessageVisibilityBatch: Operation = {
  run(request, context) {
    const queue = context.queues.at(requiredText(request, 'QueueUrl'));
    return runBatch(request, context, (entry) => change(queue, entry, context.now().getTime()));
  },
};

function change(queue: Queue, members: Members, nowMs: number): Members {
  const seconds = countMember(members, 'VisibilityTimeout', 0, maxVisibilitySeconds) ?? 0;
  queue.changeVisibility(requiredText(members, 'ReceiptHandle'), seconds, nowMs);
  return {};
}
