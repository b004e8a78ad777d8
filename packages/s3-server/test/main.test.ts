import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, outcome } from './test-server.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sluice-bucket-'));
});
afterAll(() => rm(dir, { recursive: true }));

const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };

function run(args: readonly string[], env: Record<string, string> = keys) {
  return fork(join(import.meta.dirname, '../../../packages/s3-server/src/main.ts'), [...args], {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

const said = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : Promise.resolve(''));

describe('npm run bucket', () => {
  it('a region, serves it, prints the endpoint and stops with its parent', async () => {
    const child = run(['--dir', dir], { ...keys, AWS_REGION: 'eu-central-1' });
    const output = said(child.stdout);
    const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }]; // the message of main.ts
    const client = new S3Client({ endpoint, region: 'eu-central-1', forcePathStyle: true, credentials });
    expect(await outcome(client.send(new HeadBucketCommand({ Bucket: 'none' })))).toBe('404 NotFound');
    client.destroy();
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await output).toBe(`The embedded bucket listens on ${endpoint}\n`);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s, stops cleanly', async (signal) => {
    const child = run(['--dir', dir]);
    await once(child, 'message');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('a fault at the start, prints it in one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    for (const [args, env, reason] of [
      [['--dir', dir, '--port', port], keys, /port .*is in use/],
      [[], keys, /--dir/],
      [['--dir', dir], {}, /AWS_ACCESS_KEY_ID/],
      [['--dir', dir, '--port', 'x'], keys, /not a port/],
    ] as const) {
      const child = run(args, env);
      const errors = said(child.stderr);
      expect(await once(child, 'exit')).toEqual([1, null]);
      expect(await errors).toMatch(/^The embedded bucket cannot start: [^\n]+\n$/);
      expect(await errors).toMatch(reason);
    }
    taken.close();
  });
});
