import { expect, it } from 'vitest';
import { lambdaEnvironment } from '../../cli/lambda-environment.ts';
import { readConfig } from '../../src/config.ts';

const config = readConfig({});
const own = { AWS_ACCESS_KEY_ID: 'mine', AWS_SECRET_ACCESS_KEY: 'my-secret', HOME: '/home/me', EDITOR: 'ed' };

it('gives the function the keys of the embedded bucket and table, and nothing of the shell that starts it', () => {
  const credentials = { accessKeyId: 'embedded', secretAccessKey: 'embedded-secret' };
  const environment = lambdaEnvironment({ ...config, credentials }, own);
  expect(environment).toMatchObject({ AWS_ACCESS_KEY_ID: 'embedded', AWS_SECRET_ACCESS_KEY: 'embedded-secret' });
  expect(environment).not.toHaveProperty('HOME');
});

it('lambdaEnvironment, time-outs of bucket and table, gives them, else none', () => {
  const environment = lambdaEnvironment({ ...config, bucketTimeoutMs: 20_000, tableTimeoutMs: 10_000 }, own);
  expect(readConfig(environment)).toMatchObject({ bucketTimeoutMs: 20_000, tableTimeoutMs: 10_000 });
  expect(lambdaEnvironment(config, own)).not.toHaveProperty('TABLE_TIMEOUT_MS');
});

it('lambdaEnvironment, a queue of the jobs and its address, gives them, else none', () => {
  const queue = { jobQueueUrl: 'http://127.0.0.1:9324/000000000000/jobs', sqsEndpoint: 'http://127.0.0.1:9324' };
  expect(readConfig(lambdaEnvironment({ ...config, ...queue }, own))).toMatchObject(queue);
  expect(lambdaEnvironment(config, own)).not.toHaveProperty('JOB_QUEUE_URL');
});

it('gives the function the way to the credentials of a bucket and a table that are not embedded', () => {
  const environment = lambdaEnvironment(config, own);
  expect(environment).toMatchObject({
    AWS_ACCESS_KEY_ID: 'mine',
    AWS_SECRET_ACCESS_KEY: 'my-secret',
    HOME: '/home/me',
  });
  expect(environment).not.toHaveProperty('EDITOR');
  expect(environment).not.toHaveProperty('AWS_PROFILE');
});
