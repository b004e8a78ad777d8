import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { demoUsers } from '../../src/accounts/users/demo-users.ts';
import type { ApiDocument } from '../openapi/contract.ts';
import { type Program, run } from '../support/program.ts';
import { hostileBodies, hostileHeads } from './hostile-requests.ts';

/** The longest delay of other requests by one request. */
const maxDelayMs = 250;
/** A machine that delays every request: so many times the delay without a hostile request. */
const maxRatio = 25;

let folder: string;
let server: Program;
let port: number;
let cookie: string;
let routes: readonly { method: string; path: string; hasBody: boolean; endsSessions: boolean }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-hostile-'));
  port = await findFreePort();
  server = run(['src/server.ts'], { PORT: String(port), DATA_DIR: folder, POWERTOOLS_LOG_LEVEL: 'ERROR' });
  await server.until(/is running/);
  const credentials = JSON.stringify({ email: demoUsers[0]?.email, password: 'sluice-demo' });
  const signedIn = await send('POST', '/session', { 'content-type': 'application/json' }, Buffer.from(credentials));
  cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const { paths }: ApiDocument = await (await fetch(`http://localhost:${port}/openapi.json`)).json();
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((verb) => ({
      method: verb.toUpperCase(),
      path: path.replace(/\{\w+\}/g, 'someid12'),
      hasBody: verb !== 'get',
      endsSessions: verb === 'delete' && path.startsWith('/session'),
    })),
  );
});
afterAll(async () => {
  // The user was signed in until the end.
  expect((await send('GET', '/submissions', { cookie })).statusCode).toBe(200);
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const agent = new Agent({ keepAlive: true });

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<IncomingMessage> {
  const asked = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { host: `localhost:${port}`, ...headers },
    agent,
  });
  const length = body && { 'content-length': body.length };
  for (const [name, value] of Object.entries(length ?? {})) asked.setHeader(name, value);
  asked.end(body);
  // The only argument of the event `response`.
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}

/** Returns the longest wait for `/health`, requested repeatedly during the work, in milliseconds. */
async function healthDelay(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  let longest = 0;
  while (!isDone) {
    const startedAt = performance.now();
    await send('GET', '/health');
    longest = Math.max(longest, performance.now() - startedAt);
  }
  await ended;
  return longest;
}

/**
 * Returns the milliseconds for which the server's own thread has run, by the first number of the file, in nanoseconds
 * (docs.kernel.org/scheduler/sched-stats.html). Linux alone counts them; elsewhere the clock stands for them.
 */
async function runningMs(): Promise<number> {
  const text = await readFile(`/proc/${server.child.pid}/schedstat`, 'utf8').catch(() => undefined);
  return text === undefined ? performance.now() : Number(text.split(' ')[0]) / 1e6;
}

/**
 * Returns the least delay of several tries: other load delays some of them, a fault all. A delay for which the server's
 * thread did not run comes from other programs.
 */
async function excessOf(ask: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least > 0; attempt += 1) {
    const idle = await healthDelay(new Promise((resolve) => setTimeout(resolve, attempt * 100)));
    const before = await runningMs();
    const waited = await healthDelay(ask());
    const delay = Math.min(waited, (await runningMs()) - before);
    least = Math.min(least, Math.max(0, delay - Math.max(maxDelayMs, maxRatio * idle)));
  }
  return Math.round(least);
}

/** Returns the requests that delay others for too long. */
async function tooSlow(asks: readonly (readonly [what: string, ask: () => Promise<unknown>])[]): Promise<string[]> {
  const found: string[] = [];
  for (const [what, ask] of asks) {
    const excess = await excessOf(ask);
    if (excess > 0) found.push(`${what}: ${excess} ms too long`);
  }
  return found;
}

const asWho = () => [['visitor', {}] as const, ['user', { cookie, origin: `http://localhost:${port}` }] as const];

describe('GET /health while hostile requests are answered', () => {
  it('GET /health, a mebibyte to forms, sign-in and sign-up meanwhile, answers in 250 ms (attack 114)', async () => {
    const asks = hostileBodies.flatMap(({ what, type, bytes }) =>
      asWho().flatMap(([who, headers]) =>
        ['/session', '/users/', '/forms/documents']
          .filter((path) => path === '/forms/documents' || who === 'visitor')
          .map((path) => {
            const ask = () => send('POST', path, { ...headers, accept: 'text/html', 'content-type': type }, bytes);
            return [`${what} to ${path} as ${who}`, ask] as const;
          }),
      ),
    );
    expect(await tooSlow(asks)).toEqual([]);
  }, 300_000);

  it('GET /health, a mebibyte to every route meanwhile, answers in 250 ms (attack 114)', async () => {
    const asks = routes
      .filter(({ hasBody, endsSessions }) => hasBody && !endsSessions)
      .flatMap(({ method, path }, index) =>
        asWho().map(([who, headers], at) => {
          const body = hostileBodies[(index * 5 + at * 17) % hostileBodies.length];
          if (!body) return expect.unreachable();
          const ask = () => send(method, path, { ...headers, 'content-type': body.type }, body.bytes);
          return [`${body.what} by ${method} to ${path} as ${who}`, ask] as const;
        }),
      );
    expect(asks.length).toBeGreaterThan(20);
    expect(await tooSlow(asks)).toEqual([]);
  }, 300_000);

  it('GET /health, 16 KB of address and headers to every route, answers in 250 ms (attack 114)', async () => {
    const asks = routes
      .filter(({ endsSessions }) => !endsSessions)
      .flatMap(({ method, path }, index) =>
        asWho().flatMap(([who, own], at) =>
          hostileHeads
            .filter((_head, number) => number % 6 === (index + at) % 6)
            .map(({ what, query = '', headers }) => {
              const ask = () => send(method, path + query, { ...own, ...headers });
              return [`${what} by ${method} to ${path} as ${who}`, ask] as const;
            }),
        ),
      );
    expect(asks.length).toBeGreaterThan(100);
    expect(await tooSlow(asks)).toEqual([]);
  }, 300_000);
});
