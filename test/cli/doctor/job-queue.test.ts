import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { jobQueueIsRight } from '../../../cli/doctor/job-queue.ts';
import { runChecks } from '../../../src/health/run-checks.ts';
import { type JobQueue, startJobQueue } from '../../queue/job-queue.ts';
import { testConfig } from '../../support/test-config.ts';

const publicUrl = 'https://files.example.com';

async function examine({ settings }: JobQueue, parts: Parameters<typeof testConfig>[0] = {}) {
  const [report] = await runChecks([jobQueueIsRight(testConfig({ ...settings, publicUrl, ...parts }))]);
  return report?.finding;
}

describe('the doctor, the job queue', () => {
  it('the queue of the template, is right', async () => {
    expect(await examine(await startJobQueue())).toEqual({ is: 'ok', note: 'dead letters after 5 receives' });
  });

  it('a queue without a dead-letter queue, is wrong', async () => {
    const queue = await startJobQueue();
    await queue.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.jobs, Attributes: { RedrivePolicy: '' } }));
    expect(await examine(queue)).toMatchObject({ is: 'wrong', what: expect.stringContaining('no dead-letter queue') });
  });

  it('a queue that hides messages for less than six runs, is wrong', async () => {
    const queue = await startJobQueue();
    const Attributes = { VisibilityTimeout: '5399' };
    await queue.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.jobs, Attributes }));
    expect(await examine(queue)).toMatchObject({ is: 'wrong', what: expect.stringContaining('5399 seconds') });
  });

  it('a queue that does not exist, is wrong', async () => {
    const queue = await startJobQueue();
    expect(await examine(queue, { jobQueueUrl: `${queue.jobs}-none` })).toMatchObject({
      is: 'wrong',
      what: 'The queue does not exist.',
    });
  });

  it('an SQS that is not reached, is wrong', async () => {
    const queue = await startJobQueue();
    expect(await examine(queue, { sqsEndpoint: 'http://127.0.0.1:9' })).toMatchObject({
      is: 'wrong',
      what: expect.stringContaining('The queue did not answer.'),
    });
  });

  it('credentials without the right to ask, cannot tell', async () => {
    const queue = await startJobQueue();
    queue.faults.push({ kind: 'refuse', error: 'AccessDeniedException' });
    expect(await examine(queue)).toMatchObject({
      is: 'cannot tell',
      why: expect.stringContaining('GetQueueAttributes'),
    });
  });

  it('no queue, is right on this machine, and for a deployment cannot tell', async () => {
    const queue = await startJobQueue();
    const jobQueueUrl = undefined;
    expect(await examine(queue, { jobQueueUrl, publicUrl: 'http://localhost:3000' })).toMatchObject({ is: 'ok' });
    expect(await examine(queue, { jobQueueUrl })).toMatchObject({ is: 'cannot tell' });
  });
});
