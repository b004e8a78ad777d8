import { describe, expect, it } from 'vitest';
import { createEventSource, type SqsEvent } from '../../packages/sqs-server/src/event-source.ts';
import { bodiesOf, visibilitySeconds } from '../../packages/sqs-server/test/queue-stage.ts';
import { maxAttempts } from '../../src/jobs/run-job.ts';
import { readJobMessage } from '../../src/queue/job-message.ts';
import { postponeMessage } from '../../src/queue/postpone-message.ts';
import { createSqsQueue } from '../../src/queue/sqs-queue.ts';
import { type JobQueue, jobMessage, startJobQueue } from './job-queue.ts';

/** Returns an event source whose function notes the jobs, and keeps the texts that are no job's. */
function sourceOf({ endpoint, jobs }: JobQueue) {
  const seen: string[] = [];
  const handler = ({ Records }: SqsEvent) => {
    const messages = Records.map(({ messageId, body }) => ({ messageId, job: readJobMessage(body) }));
    seen.push(...messages.flatMap(({ job }) => job?.id ?? []));
    const failed = messages.filter(({ job }) => job === undefined);
    return { batchItemFailures: failed.map(({ messageId: itemIdentifier }) => ({ itemIdentifier })) };
  };
  return { source: createEventSource({ endpoint, queueUrl: jobs, handler }), seen };
}

describe('deliveries of the queue', () => {
  it('texts of an unknown shape among jobs, delay no job and end as dead letters', async () => {
    const queue = await startJobQueue();
    const { source, seen } = sourceOf(queue);
    await queue.send('{"kind":"expire"}');
    await queue.send('hello');
    await createSqsQueue(queue.connection).send([jobMessage()]);
    for (let tries = 0; tries <= maxAttempts; tries += 1) {
      await source.drain();
      queue.passSeconds(visibilitySeconds);
    }
    expect(seen).toEqual(['job-1']);
    expect(bodiesOf(await queue.receive({ QueueUrl: queue.dead }))).toEqual(['hello', '{"kind":"expire"}']);
    expect(await queue.counts()).toEqual(['0', '0', '0']);
  });

  it('a message that SQS repeats, reaches the worker twice as the same job', async () => {
    const queue = await startJobQueue(['ReceiveMessage']);
    const { source, seen } = sourceOf(queue);
    await createSqsQueue(queue.connection).send([jobMessage()]);
    queue.faults.push({ kind: 'repeat' });
    const [first] = await queue.receive();
    await source.drain();
    expect([readJobMessage(first?.Body ?? '')?.id, ...seen]).toEqual(['job-1', 'job-1']);
  });

  it('a batch with failures that are postponed, comes again with those alone and at their time', async () => {
    const queue = await startJobQueue();
    const rounds: string[][] = [];
    const handler = async ({ Records }: SqsEvent) => {
      rounds.push(Records.map(({ body }) => readJobMessage(body)?.id ?? '').toSorted());
      const bad = Records.filter(({ body }) => readJobMessage(body)?.id === 'bad');
      for (const { receiptHandle } of bad) await postponeMessage(queue.connection, receiptHandle, 10);
      return { batchItemFailures: bad.map(({ messageId: itemIdentifier }) => ({ itemIdentifier })) };
    };
    const source = createEventSource({ endpoint: queue.endpoint, queueUrl: queue.jobs, handler });
    await createSqsQueue(queue.connection).send([jobMessage({ id: 'bad' }), jobMessage({ id: 'good' })]);
    await source.drain();
    queue.passSeconds(11);
    await source.drain();
    expect(rounds).toEqual([['bad', 'good'], ['bad']]);
  });
});
