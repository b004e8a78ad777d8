import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { demoUsers } from '../../src/accounts/users/demo-users.ts';
import { descendantsOf, type Program, run } from '../support/program.ts';
import { helloText, sha256 } from '../support/uploading.ts';

let folder: string;
let port: number;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice first run ü-'));
  port = await findFreePort();
  url = `http://localhost:${port}`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Each test starts up to three programs, one after the other, and a busy machine takes many seconds for each. */
const timeout = 180_000;

const startServer = (environment: Record<string, string> = {}) =>
  run(['src/server.ts'], { PORT: String(port), DATA_DIR: folder, ...environment });

describe('npm start', { timeout }, () => {
  it('npm start, a second run, says where to go and how to sign in, and keeps the data', async () => {
    const first = startServer();
    await first.until(new RegExp(`${url}[^]*cto@example.com[^]*dev@example.com[^]*sluice-demo`));
    const location = await submitHello(await signIn());
    expect(await first.stop()).toBe(0);

    const second = startServer();
    await second.until(/is running/);
    const receipt = await fetch(url + location, { headers: { cookie: await signIn() } });
    expect(await receipt.json()).toMatchObject({ number: 1, files: { files: [{ filename: 'hello.txt' }] } });
    expect(await second.stop()).toBe(0);
  });

  it('npm start, other host names, do not answer (attack 113)', async () => {
    const server = startServer();
    await server.until(/is running/);
    const statusOf = async (host: string) => {
      const [response] = await once(get({ host: '127.0.0.1', port, headers: { host } }), 'response');
      response.resume();
      return response.statusCode;
    };
    expect([await statusOf(`localhost:${port}`), await statusOf(`evil.example:${port}`)]).toEqual([200, 421]);
    await server.stop();
  });

  it('npm start, Ctrl-C or a kill, stops every child process', async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
      const server = startServer();
      await server.until(/is running/);
      const children = await descendantsOf(server.child.pid ?? 0);
      expect(children.length).toBeGreaterThan(1);
      await server.stop(signal);
      await expect.poll(() => children.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    }
  });

  it('npm start, a port in use, says so in one line and exits with 1', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expectOneLine(startServer(), new RegExp(`port ${port} is in use`));
    other.close();
  });

  it('npm start, a wrong variable, names it in one line and exits with 1', async () => {
    await expectOneLine(startServer({ PORT: 'eighty' }), /PORT: must be a port number/);
    await expectOneLine(startServer({ SESSION_SECRET: 'short' }), /SESSION_SECRET: .*32 characters/);
  });

  it('npm start, a data folder in use, says so in one line and exits with 1', async () => {
    const first = startServer();
    await first.until(/is running/);
    await expectOneLine(startServer({ PORT: String(await findFreePort()) }), /in use by process \d+/);
    await first.stop();
  });
});

describe('npm run gateway', { timeout }, () => {
  it('npm run gateway, serves the same app from the bundle with the same data', async () => {
    const gateway = run(['cli/gateway.ts'], { PORT: String(port), DATA_DIR: folder });
    await gateway.until(/is running/);
    const answer = await fetch(`${url}/submissions`, { headers: { cookie: await signIn() } });
    expect((await answer.json()).items).toHaveLength(1);
    const names = ['localhost', '127.0.0.1', 'evil.example'];
    expect(await Promise.all(names.map((name) => statusAt(`${name}:${port}`)))).toEqual([200, 200, 403]);
    expect(await gateway.stop()).toBe(0);
  });
});

/** Returns the status for a browser that uses this host name. */
async function statusAt(host: string): Promise<number | undefined> {
  const [answer] = await once(get(url, { headers: { host } }), 'response');
  answer.resume();
  return answer.statusCode;
}

async function expectOneLine(program: Program, pattern: RegExp): Promise<void> {
  expect(await program.ended()).toBe(1);
  expect(program.printed()).toMatch(pattern);
  expect(program.printed().trim().split('\n')).toHaveLength(1);
}

async function signIn(): Promise<string> {
  const credentials = { email: demoUsers[1].email, password: 'sluice-demo' };
  const headers = { 'content-type': 'application/json', origin: url };
  const response = await fetch(`${url}/session`, { method: 'POST', headers, body: JSON.stringify(credentials) });
  expect(response.status).toBe(201);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function submitHello(cookie: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url, cookie };
  const post = (path: string, body: unknown) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const { filename, contentType, bytes } = helloText;
  const claim = { form: 'documents', field: 'files', filename, contentType, size: bytes.length, sha256: sha256(bytes) };
  const { id, request } = await (await post('/uploads', claim)).json();
  await fetch(request.url, { method: request.method, headers: request.headers, body: bytes });
  const submitted = await post('/forms/documents', { title: 'First', files: [id] });
  expect(submitted.status).toBe(201);
  return submitted.headers.get('Location') ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
