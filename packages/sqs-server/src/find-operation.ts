import type { Operation } from './operation.ts';
import { changeMessageVisibility, changeMessageVisibilityBatch } from './operations/change-visibility.ts';
import { createQueue, getQueueUrl } from './operations/create-queue.ts';
import { deleteMessage, deleteMessageBatch, purgeQueue } from './operations/delete-message.ts';
import { getQueueAttributes, setQueueAttributes } from './operations/queue-attributes.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { sendMessage, sendMessageBatch } from './operations/send-message.ts';
import { SqsError } from './sqs-error.ts';

/** The operations of this server, by their names in `X-Amz-Target`. */
const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    ChangeMessageVisibility: changeMessageVisibility,
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
    CreateQueue: createQueue,
    DeleteMessage: deleteMessage,
    DeleteMessageBatch: deleteMessageBatch,
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    PurgeQueue: purgeQueue,
    ReceiveMessage: receiveMessage,
    SendMessage: sendMessage,
    SendMessageBatch: sendMessageBatch,
    SetQueueAttributes: setQueueAttributes,
  }),
);

/** @throws SqsError UnknownOperationException naming one that this server lacks */
export function findOperation(name: string): Operation {
  const operation = operations.get(name);
  if (!operation) throw new SqsError('UnknownOperationException', `The server for tests lacks the operation ${name}.`);
  return operation;
}
