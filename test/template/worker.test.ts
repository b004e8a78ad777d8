import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { maxAttempts } from '../../src/jobs/run-job.ts';
import { leastVisibilitySeconds, workerTimeoutSeconds } from '../../src/queue/queue-limits.ts';
import { deploy } from './cloudformation/deploy.ts';
import { formerKeys, full, key, known, list, plain, properties, type Statement, template } from './deployments.ts';
import { sdkImportsOfJobs } from './function-imports.ts';
import { neededActions } from './needed-actions.ts';

describe('the worker', () => {
  const worker = properties<{ Events: Record<string, { Type: string; Properties: object }> }>(plain, 'Worker');

  test('the worker, runs for 15 minutes with 1 GB; the memory of the app is its own', () => {
    expect(workerTimeoutSeconds).toBe(900);
    const large = properties(deploy(template, { MemorySize: 3008 }, known), 'Worker');
    expect(large).toMatchObject({ Timeout: workerTimeoutSeconds, MemorySize: 1024, Architectures: ['arm64'] });
  });

  test('the worker, takes batches from the queue and says which of their jobs failed', () => {
    expect(worker.Events.Jobs).toEqual({
      Type: 'SQS',
      Properties: {
        Queue: '<JobQueue.Arn>',
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 5 },
      },
    });
    const busy = properties<typeof worker>(deploy(template, { WorkerConcurrency: 40 }, known), 'Worker');
    expect(busy.Events.Jobs?.Properties).toMatchObject({ ScalingConfig: { MaximumConcurrency: 40 } });
    expect(template.Parameters.WorkerConcurrency).toMatchObject({ MinValue: 2, MaxValue: 1000 });
  });

  test('the worker, looks for due jobs each minute, without retries that come on top of the next', () => {
    expect(worker.Events.Sweep).toMatchObject({
      Type: 'Schedule',
      Properties: { Schedule: 'rate(1 minute)', RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    expect(worker).toMatchObject({ EventInvokeConfig: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } });
    expect(Object.keys(worker.Events)).toEqual(['Jobs', 'Sweep']);
  });

  test('the worker, starts with its variables, and gets no secret of the others (attack 98)', () => {
    const variablesOf = (deployment: typeof full) =>
      properties<{ Environment: { Variables: Record<string, string> } }>(deployment, 'Worker').Environment.Variables;
    expect(JSON.stringify(variablesOf(full))).not.toContain('resolve:');
    const started = {
      ...variablesOf(plain),
      ...{ AWS_LAMBDA_FUNCTION_NAME: 'sluice-worker', _HANDLER: 'worker.handler' },
    };
    expect(readConfig(started)).toMatchObject({ onLambda: true, sessionSecrets: [], upstreams: {} });
  });
});

describe('the role of the worker', () => {
  const statementsOf = (deployment: typeof full): Statement[] =>
    properties<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>(
      deployment,
      'WorkerRole',
    ).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const granted = new Map(
    statementsOf(full).map(({ Sid, Action, Resource }) => [Sid, { actions: list(Action), resources: list(Resource) }]),
  );
  const actions = [...granted.values()].flatMap((statement) => statement.actions);

  test('the worker’s role, reads and removes files, and stores only what it makes or sets aside (attack 97)', () => {
    expect(granted.get('ReadAndRemove')).toEqual({
      actions: ['s3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: ['<Bucket.Arn>/files/*', '<Bucket.Arn>/posts/*'],
    });
    const storing = [...granted].filter(([, { actions }]) => actions.some((action) => /^s3:Put|Tagging/.test(action)));
    expect(storing.map(([sid]) => sid)).toEqual(['MakeExports', 'MakePreviews', 'KeepInfectedFiles']);
    expect(granted.get('MakePreviews')?.resources).toEqual(['<Bucket.Arn>/previews/*']);
    expect(granted.get('KeepInfectedFiles')?.resources).toEqual(['<Bucket.Arn>/quarantine/*']);
    expect(granted.get('MakeExports')).toEqual({
      actions: [
        ...['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
        ...['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      ],
      resources: ['<Bucket.Arn>/exports/*'],
    });
  });

  test('the worker’s role, removes files for good, with all versions, and what was made of them (attack 97)', () => {
    expect(granted.get('RemoveVersions')).toEqual({
      actions: ['s3:DeleteObjectVersion'],
      resources: ['files', 'previews', 'quarantine'].map((prefix) => `<Bucket.Arn>/${prefix}/*`),
    });
    expect(granted.get('FindVersions')).toEqual({
      actions: ['s3:GetBucketVersioning', 's3:ListBucketVersions'],
      resources: ['<Bucket.Arn>'],
    });
    const needed = [...sdkImportsOfJobs()].flatMap((name) => neededActions[name] ?? []);
    expect(needed.length).toBeGreaterThan(3);
    expect(needed.filter((action) => !actions.includes(action))).toEqual([]);
  });

  test('the worker’s role, reaches this table by key, its own queue and its own log (attack 97)', () => {
    expect(granted.get('Records')?.resources).toEqual(['<Table.Arn>']);
    expect(actions.filter((action) => /^dynamodb:.*(Scan|PartiQL|DeleteTable|UpdateTable)/.test(action))).toEqual([]);
    expect(granted.get('Log')?.resources).toEqual(['<WorkerLogs.Arn>']);
    expect(granted.get('TakeJobs')).toEqual({
      actions: [
        ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        ...['sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
      ],
      resources: ['<JobQueue.Arn>'],
    });
  });

  test('the worker’s role, has no wildcard, and all resources only where AWS knows none (attack 97)', () => {
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = [...granted].filter(([, { resources }]) => resources.includes('*')).map(([sid]) => sid);
    expect(everywhere).toEqual(['AskForScans', 'Trace']);
    expect(actions.filter((action) => /^(iam|secretsmanager|lambda):/.test(action))).toEqual([]);
  });

  test('the worker’s role, reads what was encrypted with the operator’s keys, then and now, and encrypts exports', () => {
    expect(granted.get('EncryptExports')).toEqual({
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [key],
    });
    expect(granted.get('ReadOlderFiles')).toEqual({ actions: ['kms:Decrypt'], resources: formerKeys });
    expect(statementsOf(plain).map(({ Sid }) => Sid)).not.toContain('EncryptExports');
  });
});

describe('the queues', () => {
  test('the queue, hides a message for six runs of the worker, and keeps it for 14 days', () => {
    expect(properties(plain, 'JobQueue')).toMatchObject({
      VisibilityTimeout: leastVisibilitySeconds,
      MessageRetentionPeriod: 1_209_600,
    });
    expect(properties(plain, 'JobQueue')).not.toHaveProperty('FifoQueue');
  });

  test('the queue, gives a message up after five receives, to a queue that keeps it for 14 days', () => {
    expect(properties(plain, 'JobQueue')).toMatchObject({
      RedrivePolicy: { deadLetterTargetArn: '<DeadLetterQueue.Arn>', maxReceiveCount: maxAttempts },
    });
    expect(properties(plain, 'DeadLetterQueue')).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
    expect(properties(plain, 'DeadLetterQueue')).not.toHaveProperty('RedrivePolicy');
  });

  test('both queues, are encrypted, and refuse connections without TLS (attack 97)', () => {
    for (const id of ['JobQueue', 'DeadLetterQueue'])
      expect(properties(plain, id)).toMatchObject({ SqsManagedSseEnabled: true });
    expect(properties(plain, 'QueuePolicy')).toMatchObject({
      Queues: [known.JobQueue, '<DeadLetterQueue>'],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sqs:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  test.each([
    ['DeadLettersAlarm', 'ApproximateNumberOfMessagesVisible', '<DeadLetterQueue.QueueName>', 0],
    ['FailedJobsAlarm', 'JobFailed', 'sluice', 0],
    ['QueueAgeAlarm', 'ApproximateAgeOfOldestMessage', '<JobQueue.QueueName>', 900],
    ['WorkerErrorsAlarm', 'Errors', '<Worker>', 0],
    ['WorkerThrottlesAlarm', 'Throttles', '<Worker>', 0],
  ])('the alarm %s, rises when %s of %s is above %i (attack 54)', (id, MetricName, Value, Threshold) => {
    expect(properties(plain, id)).toMatchObject({
      MetricName,
      Dimensions: [{ Value }],
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold,
    });
  });
});
