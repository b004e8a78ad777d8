import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Program, run } from '../../../test/support/program.ts';
import { reserveMs } from '../src/deadline.ts';
import { apiEvent, functionUrlHost } from './events.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime/api.ts';

/**
 * The runtime client of this test replaces AWS's, which can be built from npm's `aws-lambda-ric` with autotools and
 * cmake. Then `RUNTIME_CLIENT=<its index.mjs>` shows the same of it.
 */
const client = process.env.RUNTIME_CLIENT ?? fileURLToPath(import.meta.resolve('./runtime/client.ts'));

let folder: string;
let api: RuntimeApi;
let runtime: Program;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-runtime-'));
  const outfile = join(folder, 'function.mjs');
  const entryPoints = [fileURLToPath(import.meta.resolve('./runtime/function.ts'))];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node24' });
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  api = await startRuntimeApi();
  runtime = run([client], {
    AWS_LAMBDA_RUNTIME_API: api.address,
    AWS_LAMBDA_FUNCTION_NAME: 'sluice',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/sluice',
    AWS_LAMBDA_LOG_STREAM_NAME: '1',
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: 'function.handler',
  });
});
afterEach(async () => {
  await runtime.stop('SIGKILL');
  api.close();
});

test.each([
  ['source breaks', '/late', 28_000],
  ['source breaks at once', '/at-once', 28_000],
  ['time is up', '/endless', reserveMs + 1000],
])('GET, an answer whose %s after its first byte, arrives broken and the process lives on', async (_, path, ms) => {
  const broken = await api.invoke(get(path), ms);
  expect(broken.text).toMatch(/^\{"statusCode":200/);
  expect(broken.isWhole).toBe(false);

  const [first, second] = [await askedAfterwards(), await askedAfterwards()];
  expect(first.text).toContain(`process ${runtime.child.pid}`);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ isWhole: true, errorType: undefined });
});

test('GET, an answer that breaks off, fails its invocation, and the log says with what', async () => {
  await api.invoke(get('/late'));
  await askedAfterwards();
  expect(runtime.printed()).toMatch(/Invoke Error.*The source is gone\./s);
});

test('GET, a promise that is rejected and never awaited, still ends the process', async () => {
  void api.invoke(get('/stray'));
  expect(await runtime.ended()).toBe(1);
  expect(runtime.printed()).toContain('A promise without an owner.');
});

/** Returns the response to the next event; rejects when the process ends instead. */
function askedAfterwards() {
  const ended = runtime.ended().then((code) => Promise.reject(new Error(`Exit ${code}: ${runtime.printed()}`)));
  return Promise.race([api.invoke(get('/')), ended]);
}

function get(path: string): object {
  return apiEvent(path, { host: functionUrlHost });
}
