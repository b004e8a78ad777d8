import type { OperationContext } from './operation.ts';
import { type Members, requiredObjects, requiredText } from './request-members.ts';
import { SqsError } from './sqs-error.ts';

const maxEntries = 10;

/**
 * Runs each entry of a batch on its own: some may fail while others succeed.
 *
 * @throws SqsError for a batch that SQS refuses as a whole
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html
 */
export function runBatch(
  request: Members,
  { failingEntries }: Pick<OperationContext, 'failingEntries'>,
  run: (entry: Members) => Members,
): Members {
  const outcomes = readEntries(request).map((entry) => {
    const Id = requiredText(entry, 'Id');
    try {
      if (failingEntries.includes(Id)) throw new SqsError('InternalFailure', 'The fault that was asked for.');
      return { successful: { Id, ...run(entry) } };
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      return { failed: { Id, Code: error.code, Message: error.message, SenderFault: error.isOfSender } };
    }
  });
  return {
    Successful: outcomes.flatMap(({ successful }) => successful ?? []),
    Failed: outcomes.flatMap(({ failed }) => failed ?? []),
  };
}

/** Returns the entries of a batch. */
export function readEntries(request: Members): readonly Members[] {
  const entries = requiredObjects(request, 'Entries');
  if (entries.length === 0) throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the batch.');
  if (entries.length > maxEntries)
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${maxEntries}. You have sent ${entries.length}.`,
    );
  const ids = entries.map((entry) => requiredText(entry, 'Id'));
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id)))
    throw new SqsError('InvalidBatchEntryId', 'An id has 1 to 80 letters, digits, hyphens and underscores.');
  if (new Set(ids).size < ids.length) throw new SqsError('BatchEntryIdsNotDistinct', 'An id is repeated.');
  return entries;
}
