import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveApp } from '../src/node-server.ts';
import { findFreePort } from './support/free-port.ts';
import { type Stage, startStage } from './support/stage.ts';

describe('the README', () => {
  let stage: Stage;
  let url: string;
  let folder: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const port = await findFreePort();
    url = `http://localhost:${port}`;
    stage = await startStage({ publicUrl: url });
    ({ close } = await serveApp(stage.app, { port, host: '127.0.0.1' }));
    folder = await mkdtemp(join(tmpdir(), 'sluice-readme-'));
    await symlink(join(process.cwd(), 'examples'), join(folder, 'examples'));
  });
  afterAll(async () => {
    await close();
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows curl commands that work as they stand', async () => {
    const commands = await blockUnder('## From a program');
    expect(commands).toContain('http://localhost:3000');
    const script = `set -euo pipefail\n${commands.replace('http://localhost:3000', url)}`;
    await promisify(execFile)('bash', ['-c', script], { cwd: folder });
    const { items } = await (await (await adminOf(stage)).get('/submissions')).json();
    expect(items).toMatchObject([{ submitter: { username: 'Ada' }, files: { files: [{ filename: 'hello.txt' }] } }]);
  });

  it('names every variable that an operator can set', async () => {
    const config = await readFile('src/config.ts', 'utf8');
    const variables = [...config.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
    const readme = await readFile('README.md', 'utf8');
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !readme.includes(name))).toEqual([
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_INITIALIZATION_TYPE',
    ]);
  });
});

async function blockUnder(heading: string): Promise<string> {
  const section = (await readFile('README.md', 'utf8')).split(`${heading}\n`)[1] ?? '';
  return /```sh\n(?<commands>.*?)```/s.exec(section)?.groups?.commands ?? '';
}

async function adminOf(stage: Stage) {
  return (await stage.signUp({ role: 'admin' })).client;
}
