import { describe, expect, it } from 'vitest';
import { createEventSource, type SqsEvent } from '../../packages/sqs-server/src/event-source.ts';
import { visibilitySeconds } from '../../packages/sqs-server/test/queue-stage.ts';
import { QueueUnavailable } from '../../src/problems/errors.ts';
import { readJobMessage } from '../../src/queue/job-message.ts';
import { openQueue } from '../../src/queue/open-queue.ts';
import { postponeMessage } from '../../src/queue/postpone-message.ts';
import { connectQueue } from '../../src/queue/sqs-connection.ts';
import { createSqsQueue, InvalidMessage } from '../../src/queue/sqs-queue.ts';
import { type JobQueue, jobMessage, startJobQueue } from './job-queue.ts';

const messages = (count: number) => Array.from({ length: count }, (_, index) => jobMessage({ id: `job-${index}` }));

/** Takes all messages out of the queue and returns the ids of their jobs, in order of the alphabet. */
async function takeAll({ endpoint, jobs }: JobQueue): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  const handler = ({ Records }: SqsEvent) => void ids.push(...Records.map(({ body }) => readJobMessage(body)?.id));
  await createEventSource({ endpoint, queueUrl: jobs, handler }).drain();
  return ids.toSorted();
}

describe('createSqsQueue', () => {
  it('send, 23 messages, takes three requests and loses none', async () => {
    const queue = await startJobQueue();
    await createSqsQueue(queue.connection).send(messages(23));
    expect(queue.requests.map(({ operation }) => operation)).toEqual(Array(3).fill('SendMessageBatch'));
    expect(await takeAll(queue)).toEqual(
      messages(23)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('send, no message, asks nothing', async () => {
    const queue = await startJobQueue();
    await createSqsQueue(queue.connection).send([]);
    expect(queue.requests).toEqual([]);
  });

  it('send, a message, has its form as its group, and one without a form has none', async () => {
    const { connection, receive } = await startJobQueue();
    await createSqsQueue(connection).send([jobMessage(), jobMessage({ id: 'job-2', form: null })]);
    const groups = (await receive()).map(({ Body = '', Attributes }) => [
      readJobMessage(Body)?.id,
      Attributes?.MessageGroupId,
    ]);
    expect(groups.toSorted()).toEqual([
      ['job-1', 'documents'],
      ['job-2', undefined],
    ]);
  });

  it('send, entries that fail by a fault of SQS, are sent again, and only those', async () => {
    const queue = await startJobQueue();
    queue.faults.push({ kind: 'fail-entries', ids: ['1', '2'] }, { kind: 'fail-entries', ids: ['2'] });
    await createSqsQueue(queue.connection).send(messages(4));
    const sent = queue.requests.map(({ document }) => (document.Entries as { Id: string }[]).map(({ Id }) => Id));
    expect(sent).toEqual([['0', '1', '2', '3'], ['1', '2'], ['2']]);
    expect(await takeAll(queue)).toEqual(['job-0', 'job-1', 'job-2', 'job-3']);
  });

  it('send, an entry that fails three times, is an outage', async () => {
    const queue = await startJobQueue();
    queue.faults.push(...Array(3).fill({ kind: 'fail-entries', ids: ['1'] }));
    const sent = createSqsQueue(queue.connection).send(messages(2));
    await expect(sent).rejects.toThrow(QueueUnavailable);
    await expect(sent).rejects.toThrow('The queue did not take 1 messages.');
    expect(await takeAll(queue)).toEqual(['job-0']);
  });

  it('send, a message that SQS refuses, is a defect that stops no other message', async () => {
    const queue = await startJobQueue();
    const bad = jobMessage({ id: 'bad', form: 'two words' });
    const sent = createSqsQueue(queue.connection).send([bad, ...messages(11)]);
    await expect(sent).rejects.toThrow(InvalidMessage);
    await expect(sent).rejects.toThrow('SQS refuses 1 messages: InvalidParameterValue');
    expect(await takeAll(queue)).toHaveLength(11);
  });

  it('send, a throttled request, is tried again', async () => {
    const queue = await startJobQueue();
    queue.faults.push({ kind: 'refuse', error: 'RequestThrottled' });
    await createSqsQueue(queue.connection).send(messages(1));
    expect(await takeAll(queue)).toEqual(['job-0']);
  });

  it('send, a lost answer, sends twice rather than never', async () => {
    const queue = await startJobQueue();
    queue.faults.push({ kind: 'lose-answer' });
    await createSqsQueue(queue.connection).send(messages(1));
    expect(await takeAll(queue)).toEqual(['job-0', 'job-0']);
  });

  it.each([
    ['throttles', { kind: 'refuse', error: 'RequestThrottled' }],
    ['fails', { kind: 'refuse', error: 'InternalFailure' }],
    ['resets', { kind: 'reset' }],
  ] as const)('send, an SQS that %s at every try, is an outage', async (_, fault) => {
    const queue = await startJobQueue();
    queue.faults.push(...Array(2).fill(fault));
    await expect(createSqsQueue(queue.connection).send(messages(1))).rejects.toThrow(QueueUnavailable);
    expect(queue.requests).toHaveLength(2);
  });

  it('send, an SQS that says nothing, is an outage after two time-outs', async () => {
    const { settings, faults, requests } = await startJobQueue();
    faults.push(...Array(2).fill({ kind: 'stall' }));
    const impatient = connectQueue({ ...settings, queueTimeoutMs: 100 });
    await expect(createSqsQueue(impatient).send(messages(1))).rejects.toThrow(QueueUnavailable);
    expect(requests).toHaveLength(2);
  });

  it('send, a queue that does not exist, is a defect of the deployment and no outage', async () => {
    const { settings } = await startJobQueue();
    const wrong = connectQueue({ ...settings, jobQueueUrl: `${settings.jobQueueUrl}-none` });
    const sent = createSqsQueue(wrong).send(messages(1));
    await expect(sent).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(sent).rejects.not.toThrow(QueueUnavailable);
  });
});

describe('openQueue', () => {
  it('send, loads the client once and sends', async () => {
    const queue = await startJobQueue();
    const opened = openQueue(queue.settings);
    await Promise.all(messages(2).map((message) => opened.send([message])));
    expect(await takeAll(queue)).toEqual(['job-0', 'job-1']);
  });

  it('send, without the name of a queue, sends nothing', async () => {
    const { settings, requests } = await startJobQueue();
    await openQueue({ ...settings, jobQueueUrl: undefined }).send(messages(1));
    expect(requests).toEqual([]);
  });
});

describe('postponeMessage', () => {
  it('a received message, comes again when the time is over and no earlier', async () => {
    const { connection, send, receive, passSeconds } = await startJobQueue();
    await send('a');
    const [message] = await receive();
    await postponeMessage(connection, message?.ReceiptHandle ?? '', 120);
    passSeconds(119);
    expect(await receive()).toEqual([]);
    passSeconds(2);
    expect(await receive()).toMatchObject([{ Body: 'a', Attributes: { ApproximateReceiveCount: '2' } }]);
  });

  it('a message that is visible again, stays as it is', async () => {
    const { connection, send, receive, passSeconds } = await startJobQueue();
    await send('a');
    const [message] = await receive();
    passSeconds(visibilitySeconds);
    await postponeMessage(connection, message?.ReceiptHandle ?? '', 120);
    expect(await receive()).toHaveLength(1);
  });

  it('a handle of another queue, is an error', async () => {
    const { connection } = await startJobQueue();
    await expect(postponeMessage(connection, 'none', 1)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });
});
