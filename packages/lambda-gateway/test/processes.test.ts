import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startGateway } from '../src/gateway.ts';
import { send } from './request.ts';
import { fixture, type Started, start } from './start.ts';

const failed = { status: 500, text: '{"message":"Internal Server Error"}' };

/** The echo fixture's facts about its process. */
async function processOf(gateway: Started, target = '/') {
  const { process, context } = JSON.parse((await send(gateway.url, target)).text);
  return { ...process, context };
}

describe('GET, a process', () => {
  it('requests at once, has one event at a time and no more processes start than allowed', async () => {
    const gateway = await start('echo', { processes: 2 });
    const processes = await Promise.all(Array.from({ length: 8 }, () => processOf(gateway, '/?sleep=20')));

    expect(new Set(processes.map(({ pid }) => pid)).size).toBe(2);
    expect(processes.every(({ concurrent }) => concurrent === 0)).toBe(true);
    expect(gateway.invocations.filter(({ coldStart }) => coldStart)).toHaveLength(2);
  });

  it('two requests, is started by the first and used by the next', async () => {
    const gateway = await start('echo');

    const first = await processOf(gateway);
    const second = await processOf(gateway);

    expect([first.invocations, second.invocations]).toEqual([1, 2]);
    expect(second.pid).toBe(first.pid);
    expect(gateway.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false]);
  });

  it('the environment, has the variables of Lambda and its own, and of the shell only PATH', async () => {
    vi.stubEnv('SECRET_OF_THE_PARENT', 'secret');
    onTestFinished(() => void vi.unstubAllEnvs());
    const gateway = await start('echo', { environment: { GIVEN: 'yes', AWS_REGION: 'eu-west-1' }, memoryMb: 256 });
    const { env } = await processOf(gateway);

    expect(env).toMatchObject({
      GIVEN: 'yes',
      PATH: process.env.PATH,
      _HANDLER: 'echo.handler',
      LAMBDA_TASK_ROOT: dirname(fixture('echo')),
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'sluice',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    });
    expect(env).not.toHaveProperty('SECRET_OF_THE_PARENT');
    expect(env).not.toHaveProperty('HOME');
  });

  it('the working directory, is the folder of the bundle', async () => {
    expect((await processOf(await start('echo'))).cwd).toBe(dirname(fixture('echo')));
  });

  it('the context, is that of Lambda', async () => {
    const { context } = await processOf(await start('echo', { memoryMb: 256 }));

    expect(context).toMatchObject({
      functionName: 'sluice',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/sluice',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:sluice',
    });
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('_X_AMZN_TRACE_ID, is that of each event', async () => {
    const gateway = await start('echo', { processes: 1 });
    for (const trace of ['Root=1-67891233-a', 'Root=1-67891233-b']) {
      const { text } = await send(gateway.url, '/', { headers: ['x-amzn-trace-id', trace] });

      expect(JSON.parse(text).process.env._X_AMZN_TRACE_ID).toBe(trace);
    }
  });

  it('a handler that throws, stays and logs the error as Lambda', async () => {
    const gateway = await start('echo', { processes: 1 });

    expect(await send(gateway.url, '/?throw=no%20luck')).toMatchObject(failed);
    expect(gateway.logged()).toMatch(
      /^\S+Z\t[0-9a-f-]{36}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"no luck","stack":\["TypeError: no luck",/,
    );
    expect((await processOf(gateway)).invocations).toBe(2);
  });

  it.each(['/?exit=7', '/?exit=0'])(
    'ends itself (%s), answers 500 and the next event is a cold start',
    async (target) => {
      const gateway = await start('echo', { processes: 1 });
      const { pid } = await processOf(gateway);

      expect(await send(gateway.url, target)).toMatchObject(failed);
      expect(gateway.logged()).toMatch(/Error: Runtime exited with exit status \d\nRuntime\.ExitError/);
      const next = await processOf(gateway);
      expect(next.invocations).toBe(1);
      expect(next.pid).not.toBe(pid);
      expect(gateway.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false, true]);
    },
  );

  it('an unhandled rejection, ends and logs it', async () => {
    const gateway = await start('echo', { processes: 1 });

    await send(gateway.url, '/?reject=1&sleep=1');
    await send(gateway.url, '/?sleep=1');

    expect(gateway.logged()).toContain('Error: left alone');
    expect((await processOf(gateway)).invocations).toBeLessThan(3);
  });

  it('killed between two events, is replaced', async () => {
    const gateway = await start('echo', { processes: 1 });
    const { pid } = await processOf(gateway);

    process.kill(pid, 'SIGKILL');
    await expect.poll(() => stateOf(pid)).toBe('gone');
    await sleep(50);

    expect((await processOf(gateway)).invocations).toBe(1);
  });
});

describe('GET, a bundle', () => {
  it('throws while it is loaded, answers 500 and each request tries again', async () => {
    const gateway = await start('broken');

    expect(await send(gateway.url, '/')).toMatchObject(failed);
    expect(await send(gateway.url, '/')).toMatchObject(failed);
    expect(gateway.logged().match(/Init Error.*the bundle is broken/g)).toHaveLength(2);
  });

  it('does not export the handler, answers 500', async () => {
    const gateway = await start('echo', { handler: 'missing' });

    expect(await send(gateway.url, '/')).toMatchObject(failed);
    expect(gateway.logged()).toContain('Runtime.HandlerNotFound');
  });

  it('a handler with a callback, answers 500 as on Node.js 24', async () => {
    const gateway = await start('echo', { handler: 'callback' });

    expect(await send(gateway.url, '/')).toMatchObject(failed);
    expect(gateway.logged()).toContain('Runtime.CallbackHandlerDeprecated');
  });

  it('was not built, makes startGateway reject', async () => {
    await expect(startGateway({ bundle: 'dist/none.mjs', environment: {} })).rejects.toThrow(
      /none\.mjs.*npm run build/,
    );
  });
});

describe('startGateway, freeze', () => {
  it('on, runs no timer of a process between two events', async () => {
    const gateway = await start('echo', { processes: 1 });
    const before = await processOf(gateway, '/?sleep=50');
    await expect.poll(() => stateOf(before.pid)).toBe('T');
    await sleep(300);

    expect((await processOf(gateway)).longestPauseMs).toBeGreaterThan(290);
  });

  it('off, runs timers between two events', async () => {
    const gateway = await start('echo', { processes: 1, freeze: false });
    const { pid } = await processOf(gateway);
    const states: string[] = [];
    for (let look = 0; look < 10; look++) {
      states.push(await stateOf(pid));
      await sleep(30);
    }

    expect(states).not.toContain('T');
  });
});

describe('close', () => {
  it.each([true, false])('processes that are frozen (%s), ends them and every connection', async (freeze) => {
    const gateway = await start('echo', { freeze });
    const processes = await Promise.all([processOf(gateway, '/?sleep=20'), processOf(gateway, '/?sleep=20')]);
    const open = send(gateway.url, '/?sleep=5000').catch((error: NodeJS.ErrnoException) => error.code);
    await sleep(50);

    await gateway.close();

    for (const { pid } of processes) expect(await stateOf(pid)).toBe('gone');
    expect(await open).toBe('ECONNRESET');
    await expect(send(gateway.url, '/')).rejects.toThrow('ECONNREFUSED');
    expect(gateway.logged()).not.toContain('kill');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('happens too when the gateway itself ends by %s', async (signal) => {
    const source = pathToFileURL(join(import.meta.dirname, '../../../packages/lambda-gateway/src/gateway.ts')).href;
    const options = JSON.stringify({ bundle: fixture('echo'), environment: {} });
    const script = `console.log((await (await import('${source}')).startGateway(${options})).url)`;
    const gateway = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = await once(gateway.stdout.setEncoding('utf8'), 'data');
    const { pid } = JSON.parse((await send(url.trim(), '/')).text).process;
    await expect.poll(() => stateOf(pid)).toBe('T');

    gateway.kill(signal);

    await expect.poll(() => stateOf(pid)).toBe('gone');
  });
});

/** Returns the letter that the system has for the state of a process; T is stopped. */
async function stateOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const state = /\) (\w)/.exec(stat)?.[1];
  return state === undefined || state === 'Z' ? 'gone' : state;
}
