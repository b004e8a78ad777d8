import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { lambdaEnvironment } from '../../cli/lambda-environment.ts';
import { startGateway } from '../../packages/lambda-gateway/src/gateway.ts';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { createUpstreams, type Upstream } from '../../src/upstream/upstream.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FakeUpstream, sendingForever, startLiar, startTcpUpstream, startUpstream } from './fake-upstream.ts';

const MiB = 1024 ** 2;
let testApp: TestApp;
let server: RunningServer;
const upstreams = new Map<string, Upstream>();

beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ upstreams }) });
  server = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
});
afterAll(() => Promise.all([server.close(), testApp.close()]));
// The server prints a body that broke off, as the app's log does.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

function use(fake: FakeUpstream, timeoutMs = 5_000): void {
  for (const [name, upstream] of createUpstreams({ reports: fake.config({ timeoutMs }) }))
    upstreams.set(name, upstream);
}

/** A connection that has asked for the upstream and reads nothing yet. */
async function askBySocket(port = server.port): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').pause();
  socket.on('error', () => {}); // a reset is one of the ways to tell
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('GET /upstreams/reports/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  return socket;
}

async function readToItsEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
  await new Promise((resolve) => socket.on('close', resolve)); // `once` would fail at a reset
  return Buffer.concat(chunks).toString('latin1');
}

describe('an upstream over a connection', () => {
  it('GET of an upstream, a client that reads slowly, slows the upstream with flat memory', async () => {
    const { listener, sentBytes } = sendingForever();
    const fake = await startUpstream(listener);
    use(fake);
    const socket = await askBySocket();
    await sleep(500);
    const inFlight = sentBytes();
    await sleep(300);
    expect(sentBytes()).toBe(inFlight);
    expect(inFlight).toBeLessThan(64 * MiB); // what the sockets hold
    socket.resume();
    await vi.waitFor(() => expect(sentBytes()).toBeGreaterThan(inFlight + 64 * MiB), 10_000);
  });

  it.each(['before the answer', 'in the middle of the body'])(
    'GET of an upstream, a client that goes %s, ends the request to the upstream',
    async (when) => {
      const asked = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<void>();
      const fake = await startTcpUpstream((socket) => {
        socket.on('close', () => ended.resolve());
        socket.on('data', () => {
          if (when !== 'before the answer') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc');
          asked.resolve();
        });
      });
      use(fake);
      const socket = await askBySocket();
      await asked.promise;
      if (when !== 'before the answer') await once(socket.resume(), 'data');
      socket.destroy();
      await ended.promise;
    },
  );

  const framings: readonly [how: string, head: string, frame: (body: Buffer) => Buffer][] = [
    ['a length', `HTTP/1.1 200 OK\r\nContent-Length: ${9 * MiB}\r\n\r\n`, (body) => body],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      (body) => Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]),
    ],
    ['neither', 'HTTP/1.1 200 OK\r\n\r\n', (body) => body],
  ];

  it.each(framings)(
    'GET of an upstream, a body with %s that is reset, never looks complete (attack 77)',
    async (_how, head, frame) => {
      for (const isSlow of [false, true]) {
        const reset = Promise.withResolvers<void>();
        const fake = await startLiar(
          Buffer.concat([Buffer.from(head), frame(Buffer.alloc(8 * MiB, 'x'))]),
          (socket) => {
            socket.on('close', () => reset.resolve());
            setTimeout(() => socket.resetAndDestroy(), 50);
          },
        );
        use(fake);
        const socket = await askBySocket();
        if (isSlow) await Promise.race([reset.promise, sleep(400)]);
        const answer = await readToItsEnd(socket);
        expect(answer).toMatch(/^HTTP\/1\.1 200 /);
        expect(answer.slice(-20)).not.toMatch(/\r\n0\r\n\r\n$/);
        expect(answer).not.toContain('Error');
        expect(answer.length).toBeLessThan(9 * MiB);
      }
    },
  );
});

describe('an upstream behind the gateway', () => {
  it.each([
    ['the gateway', false, /^HTTP\/1\.1 502 /],
    ['the stream mode', true, /^HTTP\/1\.1 200 /],
  ])(
    'GET of an upstream through %s, a body that breaks off, is no success (attack 77)',
    async (_way, stream, status) => {
      const fake = await startLiar(
        'HTTP/1.1 200 OK\r\nETag: "a"\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
        (socket) => {
          setTimeout(() => socket.resetAndDestroy(), 100);
        },
      );
      const gateway = await startGateway({
        bundle: 'dist/lambda.mjs',
        environment: lambdaEnvironment({ ...testApp.config, upstreams: { reports: fake.config() } }),
        processes: 1,
        log: new PassThrough().resume(),
        ...(stream && { stream, handler: 'streamHandler' }),
      });
      onTestFinished(() => gateway.close());
      const answer = await readToItsEnd(await askBySocket(Number(new URL(gateway.url).port)));
      expect(answer).toMatch(status);
      if (stream) expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
      else expect(answer).toContain('application/problem+json');
    },
  );
});
