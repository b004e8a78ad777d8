import { GetQueueAttributesCommand, GetQueueUrlCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startQueueStage } from '../queue-stage.ts';

describe('CreateQueue', () => {
  it('the same name and attributes, give the same queue; others are refused', async () => {
    const { create } = await startQueueStage();
    const url = await create('more', { DelaySeconds: '5' });
    expect(await create('more', { DelaySeconds: '5' })).toBe(url);
    await expect(create('more', { DelaySeconds: '6' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it.each([
    ['jobs.fifo', {}, 'InvalidParameterValue'],
    ['a b', {}, 'InvalidParameterValue'],
    ['other', { VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    ['other', { VisibilityTimeout: '1.5' }, 'InvalidAttributeValue'],
    ['other', { RedrivePolicy: '{"maxReceiveCount":5}' }, 'InvalidAttributeValue'],
    ['other', { RedrivePolicy: '{"deadLetterTargetArn":"a:none","maxReceiveCount":5}' }, 'InvalidParameterValue'],
    ['other', { KmsMasterKeyId: 'alias/aws/sqs' }, 'InvalidAttributeName'],
  ])('%s with %j, is refused', async (name, attributes, error) => {
    const { create } = await startQueueStage();
    await expect(create(name, attributes)).rejects.toMatchObject({ name: error });
  });
});

describe('queue attributes', () => {
  it('GetQueueUrl, finds a queue by its name', async () => {
    const { sqs, jobs } = await startQueueStage();
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl).toBe(jobs);
    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }));
    await expect(missing).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  it('SetQueueAttributes, changes what is named and nothing else', async () => {
    const { sqs, jobs } = await startQueueStage();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: jobs, Attributes: { RedrivePolicy: '' } }));
    const asked = new GetQueueAttributesCommand({
      QueueUrl: jobs,
      AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'],
    });
    expect((await sqs.send(asked)).Attributes).toEqual({ VisibilityTimeout: '5400' });
  });

  it('GetQueueAttributes, an unknown name, is refused', async () => {
    const { sqs, jobs } = await startQueueStage();
    const asked = new GetQueueAttributesCommand({ QueueUrl: jobs, AttributeNames: ['FifoQueue'] });
    await expect(sqs.send(asked)).rejects.toMatchObject({ name: 'InvalidAttributeName' });
  });
});
