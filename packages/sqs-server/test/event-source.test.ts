import { describe, expect, it } from 'vitest';
import { createEventSource, type SqsEvent } from '../src/event-source.ts';
import { type QueueStage, startQueueStage, visibilitySeconds } from './queue-stage.ts';

/** Delivers one batch of messages to a handler. */
async function deliver(stage: QueueStage, handler: (event: SqsEvent) => unknown) {
  return createEventSource({ endpoint: stage.endpoint, queueUrl: stage.jobs, handler }).deliver();
}

describe('createEventSource', () => {
  it('a message, arrives in the shape that Lambda publishes, and is deleted after a success', async () => {
    const stage = await startQueueStage();
    const id = await stage.send('{"kind":"crc"}', { MessageGroupId: 'documents' });
    const events: SqsEvent[] = [];
    const delivery = await deliver(stage, (event) => void events.push(event));
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: id,
            receiptHandle: expect.any(String),
            body: '{"kind":"crc"}',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: expect.stringMatching(/^\d{13}$/),
              SenderId: 'local',
              ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
              MessageGroupId: 'documents',
            },
            messageAttributes: {},
            md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:jobs',
            awsRegion: 'us-east-1',
          },
        ],
      },
    ]);
    expect(delivery).toEqual({ deleted: [id], kept: [] });
    expect(await stage.counts()).toEqual(['0', '0', '0']);
  });

  it('named failures, come again after the visibility time-out, the others are gone', async () => {
    const stage = await startQueueStage();
    const ids = [await stage.send('good'), await stage.send('bad')];
    const delivery = await deliver(stage, ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId: itemIdentifier }) => ({
        itemIdentifier,
      })),
    }));
    expect(delivery).toEqual({ deleted: [ids[0]], kept: [ids[1]] });
    expect(await deliver(stage, () => undefined)).toBeUndefined();
    stage.passSeconds(visibilitySeconds);
    expect(await deliver(stage, () => undefined)).toEqual({ deleted: [ids[1]], kept: [] });
  });

  it('a handler that throws, keeps the whole batch', async () => {
    const stage = await startQueueStage();
    await Promise.all(['a', 'b'].map((body) => stage.send(body)));
    const error = new Error('out of memory');
    const delivery = await deliver(stage, () => Promise.reject(error));
    expect(delivery).toMatchObject({ deleted: [], error });
    expect(delivery?.kept).toHaveLength(2);
    expect(await stage.counts()).toEqual(['0', '2', '0']);
  });

  it.each([
    ['nothing', undefined, 0],
    ['null', null, 0],
    ['no list', {}, 0],
    ['an empty list', { batchItemFailures: [] }, 0],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, 1],
    ['a wrong key', { batchItemFailures: [{ messageId: 'a' }] }, 1],
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'another' }] }, 1],
    ['null in the list', { batchItemFailures: [null] }, 1],
    ['no list but a text', { batchItemFailures: 'a' }, 1],
  ])('a response of %s, counts as Lambda counts it', async (_, response, kept) => {
    const stage = await startQueueStage();
    await stage.send('a');
    expect((await deliver(stage, () => response))?.kept).toHaveLength(kept);
  });

  it('drain, delivers batches of the size until no message is left', async () => {
    const stage = await startQueueStage();
    await Promise.all(Array.from({ length: 7 }, (_, index) => stage.send(`m${index}`)));
    const sizes: number[] = [];
    const handler = ({ Records }: SqsEvent) => void sizes.push(Records.length);
    const source = createEventSource({ endpoint: stage.endpoint, queueUrl: stage.jobs, handler, batchSize: 3 });
    expect(await source.drain()).toHaveLength(3);
    expect(sizes).toEqual([3, 3, 1]);
  });
});
