import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { reserveMs } from '../../packages/lambda-adapter/src/deadline.ts';
import { createLambdaHandler, type LambdaHandler } from '../../packages/lambda-adapter/src/handler.ts';
import { apiEvent, sampleContext } from '../../packages/lambda-adapter/test/events.ts';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { createUpstreams, type Upstream } from '../../src/upstream/upstream.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FakeUpstream, startLiar, startTcpUpstream, startUpstream } from './fake-upstream.ts';

let testApp: TestApp;
let server: RunningServer;
let handler: LambdaHandler;
const upstreams = new Map<string, Upstream>();

beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ upstreams }) });
  server = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
  handler = createLambdaHandler(testApp.app);
});
afterAll(() => Promise.all([server.close(), testApp.close()]));

function use(fake: FakeUpstream, timeoutMs = 5_000): void {
  for (const [name, upstream] of createUpstreams({ reports: fake.config({ timeoutMs }) }))
    upstreams.set(name, upstream);
}

describe.each<[entry: string, ask: (headers: Record<string, string>) => Promise<unknown>]>([
  ['the Node server', (headers) => askOverConnection(headers)],
  ['the adapter', (headers) => handler(apiEvent('/upstreams/reports/a', { headers }), sampleContext)],
])('an upstream that is asked through %s', (_, ask) => {
  it('GET of an upstream, the client’s connection headers, stay here', async () => {
    const asked: unknown[] = [];
    use(await startUpstream((request, response) => response.end(String(asked.push(request.headers)))));
    await ask({ connection: 'close, if-none-match', 'if-none-match': '"a"', range: 'bytes=0-9' });
    expect(asked).toEqual([expect.objectContaining({ range: 'bytes=0-9' })]);
    expect(asked[0]).not.toHaveProperty('if-none-match');
  });
});

describe('an upstream that is slow behind the adapter', () => {
  it.each<[what: string, answer: (socket: Socket) => void]>([
    ['does not answer', () => {}],
    ['never comes to the end of its head', (socket) => drip(socket, 'X-More: x\r\n')],
    ['has only informational answers', (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n')],
  ])('GET of an upstream through the adapter, it %s, 504 before the deadline (attack 77)', async (_, answer) => {
    const closed = Promise.withResolvers<number>();
    const fake = await startTcpUpstream((socket) => {
      socket.once('data', () => answer(socket)).on('close', () => closed.resolve(Date.now()));
    });
    use(fake, 60_000);
    const deadlineAt = Date.now() + 1_000;
    const context = { ...sampleContext, getRemainingTimeInMillis: () => reserveMs + 1_000 };
    const { statusCode, body } = await handler(apiEvent('/upstreams/reports/a'), context);
    expect([statusCode, JSON.parse(body).detail]).toEqual([504, expect.stringMatching(/“reports” didn’t answer/)]);
    // The adapter's own 504, at its deadline, would name no upstream. After the reserve there would be none.
    expect(await closed.promise).toBeLessThan(deadlineAt + reserveMs);
  });

  it('GET of an upstream through the adapter, no time left, 504 at once (attack 77)', async () => {
    use(await startTcpUpstream(() => {}), 60_000);
    const warnings: Error[] = [];
    const warned = (warning: Error) => void warnings.push(warning);
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const env = { deadlineAt: Date.now() - 1_000 };
    expect((await testApp.app.request('http://localhost:3000/upstreams/reports/a', {}, env)).status).toBe(504);
    expect(warnings).toEqual([]);
  });
});

describe('an upstream that fails in a body that the adapter collects', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n';
  const ways: readonly [how: string, status: number, says: string, then?: (socket: Socket) => void][] = [
    ['is silent', 504, `${head}Content-Length: 9\r\n\r\nabc`],
    ['is silent between two chunks', 504, `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`],
    ['is silent after its head', 504, `${head}Content-Length: 9\r\n\r\n`],
    ['ends too soon', 502, `${head}Content-Length: 9\r\n\r\nabc`, (socket) => socket.end()],
    ['is reset', 502, `${head}\r\nabc`, (socket) => setTimeout(() => socket.resetAndDestroy(), 20)],
  ];

  it.each(ways)(
    'GET of an upstream through the adapter, a body that %s, answers %i (attack 77)',
    async (_how, status, says, then) => {
      use(await startLiar(says, then), 200);
      const { statusCode, body, headers } = await handler(apiEvent('/upstreams/reports/a'), sampleContext);
      expect([statusCode, headers['content-type']]).toEqual([status, 'application/problem+json']);
      expect(JSON.parse(body)).toMatchObject({ status, detail: expect.stringContaining('try again') });
    },
  );
});

function drip(socket: Socket, text: string): void {
  if (!text.startsWith('HTTP')) socket.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => socket.write(text), 20);
  socket.on('close', () => clearInterval(timer));
}

/** Not by `fetch`, which has a Connection of its own. */
function askOverConnection(headers: Record<string, string>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { port } = server;
    const asking = httpRequest({ host: '127.0.0.1', port, path: '/upstreams/reports/a', headers }, (response) => {
      response.resume().on('end', resolve);
    });
    asking.on('error', reject).end();
  });
}
