import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { bodiesOf, startQueueStage } from '../queue-stage.ts';

const entries = (count: number, body = 'x') =>
  Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: body }));

describe('SendMessageBatch', () => {
  it('entries that fail by a fault of SQS, are told apart from those that succeed', async () => {
    const { sqs, jobs, faults, receive } = await startQueueStage();
    faults.push({ kind: 'fail-entries', ids: ['m1'] });
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: jobs, Entries: entries(3) }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['m0', 'm2']);
    expect(Failed).toMatchObject([{ Id: 'm1', Code: 'InternalFailure', SenderFault: false }]);
    expect(await receive()).toHaveLength(2);
  });

  it('an entry that SQS does not take, fails alone and by the sender’s fault', async () => {
    const { sqs, jobs } = await startQueueStage();
    const Entries = [...entries(1), { Id: 'bad', MessageBody: 'a\u0000' }, { Id: 'empty', MessageBody: '' }];
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: jobs, Entries }));
    expect(Successful).toHaveLength(1);
    expect(Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault])).toEqual([
      ['bad', 'InvalidMessageContents', true],
      ['empty', 'MissingParameter', true],
    ]);
  });

  it.each([
    ['no entry', [], 'EmptyBatchRequest'],
    ['eleven entries', entries(11), 'TooManyEntriesInBatchRequest'],
    ['the same id twice', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct'],
    ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
    ['more than 1 MiB together', entries(2, 'x'.repeat(524_289)), 'BatchRequestTooLong'],
  ])('a batch with %s, is refused as a whole', async (_, Entries, name) => {
    const { sqs, jobs, counts } = await startQueueStage();
    const sent = sqs.send(new SendMessageBatchCommand({ QueueUrl: jobs, Entries }));
    await expect(sent).rejects.toMatchObject({ name });
    expect(await counts()).toEqual(['0', '0', '0']);
  });

  it('1 MiB together, is taken', async () => {
    const { sqs, jobs } = await startQueueStage();
    const Entries = entries(2, 'x'.repeat(524_288));
    const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: jobs, Entries }));
    expect(Successful).toHaveLength(2);
  });
});

describe('SendMessage', () => {
  it.each([
    ['a body above 1 MiB', { MessageBody: 'x'.repeat(1_048_577) }],
    ['a delay above 15 minutes', { MessageBody: 'x', DelaySeconds: 901 }],
    ['a group with a space', { MessageBody: 'x', MessageGroupId: 'two words' }],
    ['a group of 129 characters', { MessageBody: 'x', MessageGroupId: 'g'.repeat(129) }],
  ])('%s, is refused', async (_, input) => {
    const { sqs, jobs } = await startQueueStage();
    const sent = sqs.send(new SendMessageCommand({ QueueUrl: jobs, ...input }));
    await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('batches of received messages', () => {
  it('DeleteMessageBatch, removes the good entries and names the bad', async () => {
    const { sqs, jobs, send, receive, counts } = await startQueueStage();
    await send('a');
    const [message] = await receive();
    const Entries = [
      { Id: 'good', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'bad', ReceiptHandle: 'none' },
    ];
    const { Successful, Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: jobs, Entries }));
    expect([Successful?.map(({ Id }) => Id), Failed?.map(({ Code }) => Code)]).toEqual([
      ['good'],
      ['ReceiptHandleIsInvalid'],
    ]);
    expect(await counts()).toEqual(['0', '0', '0']);
  });

  it('ChangeMessageVisibilityBatch, to no seconds, lets the messages be received at once', async () => {
    const { sqs, jobs, send, receive } = await startQueueStage();
    await Promise.all(['a', 'b'].map((body) => send(body)));
    const Entries = (await receive()).map(({ ReceiptHandle }, index) => ({
      Id: `m${index}`,
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: jobs, Entries }));
    expect(bodiesOf(await receive())).toEqual(['a', 'b']);
  });
});
