import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  PurgeQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { bodiesOf, startQueueStage, visibilitySeconds } from '../queue-stage.ts';

describe('ReceiveMessage', () => {
  it('a sent message, arrives with its id, group, times and count of receives', async () => {
    const { send, receive, counts } = await startQueueStage();
    const id = await send('{"kind":"crc"}', { MessageGroupId: 'documents' });
    const [message] = await receive();
    expect(message).toMatchObject({ MessageId: id, Body: '{"kind":"crc"}' });
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', MessageGroupId: 'documents' });
    expect(Number(message?.Attributes?.SentTimestamp)).toBeGreaterThan(1.7e12);
    expect(await counts()).toEqual(['0', '1', '0']);
  });

  it('a received message, is hidden until its visibility time-out ends, and comes again', async () => {
    const { send, receive, passSeconds } = await startQueueStage();
    await send('a');
    const [first] = await receive();
    passSeconds(visibilitySeconds - 5);
    expect(await receive()).toEqual([]);
    passSeconds(10);
    const [second] = await receive();
    expect(second).toMatchObject({ MessageId: first?.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  });

  it('a message with a delay, is found when the delay is over', async () => {
    const { send, receive, passSeconds, counts } = await startQueueStage();
    await send('later', { DelaySeconds: 900 });
    expect([await receive(), await counts()]).toEqual([[], ['0', '0', '1']]);
    passSeconds(901);
    expect(bodiesOf(await receive())).toEqual(['later']);
  });

  it('a long poll, ends with the message that arrives meanwhile', async () => {
    const { send, receive } = await startQueueStage();
    const polled = receive({ WaitTimeSeconds: 20 });
    await send('a');
    expect(bodiesOf(await polled)).toEqual(['a']);
  });

  it('a message received five times, goes to the dead-letter queue, which names the source', async () => {
    const { send, receive, passSeconds, dead, counts } = await startQueueStage();
    await send('poison');
    for (let receives = 1; receives <= 5; receives += 1) {
      expect((await receive())[0]?.Attributes?.ApproximateReceiveCount).toBe(String(receives));
      passSeconds(visibilitySeconds);
    }
    expect([await receive(), await counts(), await counts(dead)]).toEqual([...[[], ['0', '0', '0']], ['1', '0', '0']]);
    const [letter] = await receive({ QueueUrl: dead });
    expect(letter).toMatchObject({
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs' },
    });
  });

  it('a message above its retention, is gone', async () => {
    const { send, receive, passSeconds } = await startQueueStage();
    await send('old');
    passSeconds(1_209_601);
    expect(await receive()).toEqual([]);
  });
});

describe('DeleteMessage', () => {
  it('a received message, is gone for good', async () => {
    const stage = await startQueueStage();
    await stage.send('a');
    for (const message of await stage.receive()) await stage.delete(message);
    stage.passSeconds(visibilitySeconds);
    expect(await stage.receive()).toEqual([]);
  });

  it('the handle of an earlier receive, succeeds and removes nothing', async () => {
    const stage = await startQueueStage();
    await stage.send('a');
    const [first] = await stage.receive();
    stage.passSeconds(visibilitySeconds);
    await stage.receive();
    await stage.delete(first ?? {});
    expect(await stage.counts()).toEqual(['0', '1', '0']);
  });

  it('a handle of another queue, is refused', async () => {
    const { sqs, jobs } = await startQueueStage();
    const call = sqs.send(new DeleteMessageCommand({ QueueUrl: jobs, ReceiptHandle: 'none' }));
    await expect(call).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('PurgeQueue, removes messages of every state', async () => {
    const { sqs, jobs, send, receive, counts } = await startQueueStage();
    await send('a');
    await receive();
    await send('b', { DelaySeconds: 60 });
    await sqs.send(new PurgeQueueCommand({ QueueUrl: jobs }));
    expect(await counts()).toEqual(['0', '0', '0']);
  });
});

describe('ChangeMessageVisibility', () => {
  async function change(seconds: number, before: (stage: Awaited<ReturnType<typeof startQueueStage>>) => void) {
    const stage = await startQueueStage();
    await stage.send('a');
    const [{ ReceiptHandle } = {} as Message] = await stage.receive();
    before(stage);
    const command = { QueueUrl: stage.jobs, ReceiptHandle, VisibilityTimeout: seconds };
    await stage.sqs.send(new ChangeMessageVisibilityCommand(command));
    return stage;
  }

  it('a received message, comes again after the time that is asked for', async () => {
    const { receive, passSeconds } = await change(60, () => undefined);
    passSeconds(59);
    expect(await receive()).toEqual([]);
    passSeconds(2);
    expect(bodiesOf(await receive())).toEqual(['a']);
  });

  it('a message that is visible again, is refused', async () => {
    const late = change(60, ({ passSeconds }) => passSeconds(visibilitySeconds + 1));
    await expect(late).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('more than twelve hours since the receive, are refused', async () => {
    const late = change(43_200, ({ passSeconds }) => passSeconds(60));
    await expect(late).rejects.toMatchObject({ message: expect.stringContaining('beyond the limit of 43200') });
  });
});
