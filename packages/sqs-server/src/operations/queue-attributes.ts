import type { Operation } from '../operation.ts';
import type { Queue } from '../queues/queue.ts';
import { describeSettings } from '../queues/queue-settings.ts';
import { requiredText, textList, textMap } from '../request-members.ts';
import { SqsError } from '../sqs-error.ts';

export const getQueueAttributes: Operation = {
  run(request, { queues, now }) {
    const described = describe(queues.at(requiredText(request, 'QueueUrl')), now().getTime());
    const names = textList(request, 'AttributeNames');
    const unknown = names.find((name) => name !== 'All' && !Object.hasOwn(described, name) && name !== 'RedrivePolicy');
    if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    const chosen = Object.entries(described).filter(([name]) => names.includes('All') || names.includes(name));
    return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
  },
};

export const setQueueAttributes: Operation = {
  run(request, { queues }) {
    queues.change(queues.at(requiredText(request, 'QueueUrl')), textMap(request, 'Attributes'));
    return {};
  },
};

function describe(queue: Queue, nowMs: number): Readonly<Record<string, string>> {
  const { visible, inFlight, delayed } = queue.count(nowMs);
  return {
    ...describeSettings(queue.settings),
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAtMs / 1000)),
  };
}
