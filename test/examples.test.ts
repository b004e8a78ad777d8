import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketRequest, Fault } from '../packages/s3-server/src/server.ts';
import type { User } from '../src/accounts/users/user.ts';
import { type RunningServer, serveApp } from '../src/http/node-server.ts';
import { environmentOf } from './support/environment.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { makeUser, tokenOf } from './support/users.ts';

let testApp: TestApp;
let server: RunningServer;
let user: User;
let folder: string;
let environment: Record<string, string>;
/** The faults of the next requests to the bucket, in this order. */
let faults: Fault[] = [];
beforeAll(async () => {
  const intercept = ({ method, query }: BucketRequest) =>
    method === 'PUT' && query.has('X-Amz-Signature') ? faults.shift() : undefined;
  [testApp, folder] = await Promise.all([startTestApp({ intercept }), mkdtemp(join(tmpdir(), 'sluice-examples-'))]);
  server = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
  user = await makeUser(testApp);
  const { authorization = '' } = await tokenOf(testApp, user, 'submit');
  environment = { SLUICE_URL: `http://127.0.0.1:${server.port}`, SLUICE_TOKEN: authorization.replace('Bearer ', '') };
});
afterAll(async () => {
  await server.close();
  await Promise.all([testApp.close(), rm(folder, { recursive: true, force: true })]);
});

const programs = [
  ['upload.mjs', process.execPath, ['examples/upload.mjs'], ['--type', 'text/plain']],
  ['upload.sh', 'bash', ['examples/upload.sh'], ['documents', 'files', 'text/plain']],
] as const;

describe.each(programs)('examples/%s', (_name, command, script, options) => {
  function run(path: string, more: readonly string[] = [], variables: Record<string, string> = {}): ChildProcess {
    const env = environmentOf({ ...environment, ...variables });
    return spawn(command, [...script, path, ...more], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  it('the example, a small file of any name, sends it in one request and prints the upload’s id', async () => {
    const path = await textFile('small "file" [1]{a,b}\t& Größe.txt', 1000);
    const { code, out } = await ended(run(path, options));
    expect(code).toBe(0);
    const upload = await testApp.dependencies.records.uploads.find(out.trim());
    expect(upload).toMatchObject({ userId: user.id, state: 'complete', size: 1000 });
    expect(upload?.filename).toContain('Größe.txt');
  });

  it('the example, a large file, sends parts, and an interrupted one goes on where it stopped', async () => {
    const path = await textFile('large.txt', 40_000_000);
    const first = run(path, options);
    const id = await printed(first, /Upload (\S+)/);
    await printed(first, /Part \d of 7/);
    first.kill('SIGKILL');
    await ended(first);
    const resumed =
      command === 'bash' ? run(path, options, { UPLOAD_ID: id }) : run(path, [...options, '--resume', id]);
    const { code, out, err } = await ended(resumed);
    expect([code, out.trim()]).toEqual([0, id]);
    expect([...err.matchAll(/Part \d of 7/g)].length).toBeLessThan(7);
    const upload = await testApp.dependencies.records.uploads.find(id);
    expect(upload).toMatchObject({ state: 'complete', size: 40_000_000 });
  });

  it.each<[string, Fault[]]>([
    ['answer to the PUT lost, 412 to the next, the file is there', [{ kind: 'lose-answer' }]],
    ['PUT reset, sent again', [{ kind: 'reset', afterBytes: 0 }]],
    ['409 ConditionalRequestConflict, sent again', [{ kind: 'refuse', code: 'ConditionalRequestConflict' }]],
    ['503 SlowDown, sent again', [{ kind: 'refuse', code: 'SlowDown' }]],
  ])('the example, a small file, %s', async (_title, wrong) => {
    const path = await textFile('small.txt', 1000);
    faults = [...wrong];
    const { code, out, err } = await ended(run(path, options));
    expect([code, faults, err]).toEqual([0, [], expect.stringMatching(/Upload /)]);
    expect(await testApp.dependencies.records.uploads.find(out.trim())).toMatchObject({
      state: 'complete',
      size: 1000,
    });
  });

  it('the example, a large file with one response lost and one reset, sends both parts again', async () => {
    const path = await textFile('large.txt', 20_000_000);
    faults = [{ kind: 'lose-answer' }, { kind: 'reset', afterBytes: 100_000 }];
    const { code, out } = await ended(run(path, options));
    expect([code, faults]).toEqual([0, []]);
    expect(await testApp.dependencies.records.uploads.find(out.trim())).toMatchObject({ state: 'complete' });
  });

  it('the example, a file name that begins with a hyphen, sends it under this name', async () => {
    await textFile('-n --quick.txt', 1000);
    const env = environmentOf({ ...environment });
    const [program = '', ...more] = script.map((part) => resolve(part));
    const name = command === 'bash' ? ['-n --quick.txt', ...options] : [...options, '--', '-n --quick.txt'];
    const child = spawn(command, [program, ...more, ...name], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const { out, err } = await ended(child);
    expect(err).toMatch(/^Upload \S+\n$/);
    expect(await testApp.dependencies.records.uploads.find(out.trim())).toMatchObject({ filename: '-n --quick.txt' });
  });

  it('the example, other arguments, says how it is called', async () => {
    const { code, out, err } = await ended(
      spawn(command, script, { env: environmentOf(), stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    expect([code === 0, out]).toEqual([false, '']);
    expect(err).toContain('Usage: SLUICE_URL=');
  });

  it('the example, a rejected file, says why in the server’s words and fails', async () => {
    const path = await textFile('program.exe', 10);
    const { code, out, err } = await ended(
      run(
        path,
        options.map((option) => option.replace('text/plain', 'application/x-msdownload')),
      ),
    );
    expect(code).not.toBe(0);
    expect(out).toBe('');
    expect(err).toContain('This file type isn’t accepted.');
  });
});

async function textFile(name: string, bytes: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, randomBytes(bytes / 2).toString('hex'));
  return path;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Waits until the program prints this, and returns the captured group. */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) resolve(match[1] ?? '');
    };
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(`It ended and had said: ${text}`)));
  });
}
