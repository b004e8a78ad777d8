import type { Operation } from '../operation.ts';
import { requiredText, textMap } from '../request-members.ts';

export const createQueue: Operation = {
  run(request, { queues, now }) {
    const { url } = queues.create(requiredText(request, 'QueueName'), textMap(request, 'Attributes'), now().getTime());
    return { QueueUrl: url };
  },
};

export const getQueueUrl: Operation = {
  run: (request, { queues }) => ({ QueueUrl: queues.named(requiredText(request, 'QueueName')).url }),
};
