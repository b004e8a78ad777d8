import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../cli/free-port.ts';
import { serveApp } from '../src/http/node-server.ts';
import { environmentOf } from './support/environment.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';
import { makeUser, tokenOf } from './support/users.ts';

describe('the README', () => {
  let testApp: TestApp;
  let url: string;
  let folder: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const port = await findFreePort();
    url = `http://localhost:${port}`;
    testApp = await startTestApp({ publicUrl: url });
    ({ close } = await serveApp(testApp.app, { port, host: '127.0.0.1' }));
    folder = await mkdtemp(join(tmpdir(), 'sluice-readme-'));
    for (const name of ['examples', 'node_modules']) await symlink(join(process.cwd(), name), join(folder, name));
  });
  afterAll(async () => {
    await close();
    await testApp.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('README, curl commands, work as they stand', async () => {
    const commands = await blockUnder('## From a program');
    expect(commands).toContain('http://localhost:3000');
    const script = `set -euo pipefail\n${commands.replace('http://localhost:3000', url)}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env: environmentOf() });
    expect(stdout.endsWith('Hello from the command line.\n')).toBe(true);
    const { items } = await (await (await adminOf(testApp)).get('/submissions')).json();
    expect(items).toMatchObject([{ submitter: { username: 'Ada' }, files: { files: [{ filename: 'hello.txt' }] } }]);
  });

  it('README, curl commands that fail, give the sentence that says why', async () => {
    const commands = await blockUnder('## From a program');
    const script = `${commands.split('echo')[0]?.replace('http://localhost:3000', url)}`.replaceAll('green', 'red');
    await testApp.signUp({ email: 'ada@example.com' }).catch(() => 'She may have signed up above.');
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env: environmentOf() });
    expect([...stdout.matchAll(/"detail":"([^"]+)"/g)]).toHaveLength(3);
  });

  it('README, TypeScript, sends a file in parts and fills a form in as it stands', async () => {
    const { authorization = '' } = await tokenOf(testApp, await makeUser(testApp), 'submit');
    const token = authorization.replace('Bearer ', '');
    await writeFile(join(folder, 'film.txt'), 'A film, told in words. '.repeat(1_000_000));
    const source = (await blockUnder('## From a program', 'ts')).replace('film.mp4', 'film.txt');
    await writeFile(join(folder, 'film.mts'), source);
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'film.mts'], {
      cwd: folder,
      env: environmentOf({ SLUICE_URL: url, SLUICE_TOKEN: token }),
    });
    expect(stdout).toMatch(/^Upload [\s\S]*Part 4 of 4[\s\S]*Receipt \d+ for 23000000 bytes\n$/);
  });

  it('README, variables, names every one that an operator can set', async () => {
    const config = await readFile('src/config.ts', 'utf8');
    const variables = [...config.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
    const readme = await readFile('README.md', 'utf8');
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !readme.includes(name))).toEqual([
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_INITIALIZATION_TYPE',
      'AWS_LAMBDA_LOG_LEVEL',
      'LD_LIBRARY_PATH',
    ]);
  });
});

/** The first block in a language under a heading. */
async function blockUnder(heading: string, language: 'sh' | 'ts' = 'sh'): Promise<string> {
  const section = (await readFile('README.md', 'utf8')).split(`${heading}\n`)[1] ?? '';
  return new RegExp(`\`\`\`${language}\n(?<text>.*?)\`\`\``, 's').exec(section)?.groups?.text ?? '';
}

async function adminOf(testApp: TestApp) {
  return (await testApp.signUp({ role: 'admin' })).client;
}
