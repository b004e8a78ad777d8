import { describe, expect, it } from 'vitest';
import { bodiesOf, startQueueStage } from '../queue-stage.ts';

describe('faults', () => {
  it('a repeated receive, delivers the message once more', async () => {
    const { faults, send, receive } = await startQueueStage();
    await send('a');
    faults.push({ kind: 'repeat' });
    const [first] = await receive();
    const [second] = await receive();
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(await receive()).toEqual([]);
  });

  it('a repeated delete, succeeds and leaves the message', async () => {
    const stage = await startQueueStage(['DeleteMessage']);
    await stage.send('a');
    stage.faults.push({ kind: 'repeat' });
    for (const message of await stage.receive()) await stage.delete(message);
    expect(await stage.counts()).toEqual(['0', '1', '0']);
  });

  it('a refused, a reset and a stalled request, do nothing', async () => {
    const { faults, send, receive, counts } = await startQueueStage(['SendMessage']);
    faults.push({ kind: 'refuse', error: 'RequestThrottled' }, { kind: 'reset' }, { kind: 'stall', milliseconds: 1 });
    await expect(send('a')).rejects.toMatchObject({ name: 'RequestThrottled' });
    await expect(send('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await counts()).toEqual(['0', '0', '0']);
    await send('b');
    expect(bodiesOf(await receive())).toEqual(['b']);
  });

  it('a lost answer, sends the message all the same', async () => {
    const { faults, send, receive } = await startQueueStage(['SendMessage']);
    faults.push({ kind: 'lose-answer' });
    await expect(send('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(bodiesOf(await receive())).toEqual(['a']);
  });
});

describe('a request', () => {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AmazonSQS.GetQueueUrl',
    authorization: 'AWS4-HMAC-SHA256 Credential=local',
  };

  it.each([
    ['of a web page', { origin: 'https://example.com' }, '{}', 'AccessDeniedException'],
    ['of a form', { 'content-type': 'text/plain' }, '{}', 'SerializationException'],
    ['without a signature', { authorization: '' }, '{}', 'MissingAuthenticationTokenException'],
    ['of another service', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, '{}', 'UnknownOperationException'],
    ['for another operation', { 'x-amz-target': 'AmazonSQS.ListQueues' }, '{}', 'UnknownOperationException'],
    ['that is no JSON', {}, '{', 'SerializationException'],
    ['that is a list', {}, '[]', 'SerializationException'],
    ['without the name', {}, '{}', 'MissingRequiredParameterException'],
    ['with a number for the name', {}, '{"QueueName":1}', 'SerializationException'],
    [
      'with message attributes',
      { 'x-amz-target': 'AmazonSQS.SendMessage' },
      '{"MessageAttributes":{}}',
      'UnsupportedOperation',
    ],
  ])('%s, is refused', async (_, change, body, name) => {
    const { endpoint } = await startQueueStage();
    const response = await fetch(endpoint, { method: 'POST', headers: { ...headers, ...change }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).toContain(`#${name}"`);
  });
});
