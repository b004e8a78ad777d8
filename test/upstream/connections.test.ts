import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sendRequest } from '../../src/upstream/send-request.ts';
import { createUpstreams } from '../../src/upstream/upstream.ts';
import { inWords } from '../support/problems-in-words.ts';
import { asking, askOnce, readAll } from './asking.ts';
import { startLiar, startTcpUpstream, startUpstream } from './fake-upstream.ts';

const ok = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('the connections to an upstream', () => {
  it('the connection to an upstream, after a response, serves the next request', async () => {
    const ports = new Set<number | undefined>();
    const fake = await startUpstream((request, response) => {
      ports.add(request.socket.remotePort);
      response.setHeader('content-length', 5).end('hello'); // Node keeps no connection after HEAD without a length
    });
    const upstream = createUpstreams({ reports: fake.config() }).get('reports');
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      const answer = await upstream?.fetch(asking('/a', { method }));
      await readAll(answer?.body ?? null);
      await sleep(20);
    }
    expect(ports.size).toBe(1);
  });

  it('the connection to an upstream, closed while idle, opens anew unseen by the client', async () => {
    let connections = 0;
    const fake = await startTcpUpstream((socket) => {
      connections += 1;
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests === 1) socket.write(ok('hello'));
        else socket.resetAndDestroy(); // as if it had closed just before the second request came
      });
    });
    const upstream = createUpstreams({ reports: fake.config() }).get('reports');
    for (let round = 0; round < 2; round += 1) {
      const answer = await upstream?.fetch(asking('/a'));
      expect((await readAll(answer?.body ?? null)).toString()).toBe('hello');
      await sleep(5);
    }
    expect(connections).toBe(2);
  });

  it.each([
    ['with the first response', (socket: { write(text: string): void }) => socket.write(ok('good') + ok('evil'))],
    [
      'a moment later',
      (socket: { write(text: string): void }) => {
        socket.write(ok('good'));
        setTimeout(() => socket.write(ok('evil')), 10);
      },
    ],
  ])(
    'the connection to an upstream, a second response sent %s, reaches no client (attack 74)',
    async (_when, answer) => {
      let givenUp = 0;
      const fake = await startTcpUpstream((socket) => {
        socket.on('data', () => answer(socket)).once('close', () => (givenUp += 1));
      });
      const upstream = createUpstreams({ reports: fake.config() }).get('reports');
      for (let round = 1; round <= 4; round += 1) {
        const passed = await upstream?.fetch(asking('/a'));
        expect((await readAll(passed?.body ?? null)).toString()).toBe('good');
        // The connection ends before the next request, and its bytes reach no client.
        await expect.poll(() => givenUp).toBe(round);
      }
    },
  );

  it('the connection to an upstream, not there in time, TLS included, is given up (attack 77)', async () => {
    const silent = await startTcpUpstream(() => {});
    const sending = { origin: new URL(silent.origin.replace('http:', 'https:')), path: '/', method: 'GET' } as const;
    const signal = new AbortController().signal;
    await expect(sendRequest({ ...sending, fields: {}, signal, connectMs: 100 }, new SecureAgent())).rejects.toThrow(
      'No connection in 100 ms.',
    );
  });

  it('the connection to an upstream, once it is there, waits for the response as configured', async () => {
    const fake = await startUpstream((_request, response) => void setTimeout(() => response.end('late'), 150));
    const sending = { origin: new URL(fake.origin), path: '/', method: 'GET', fields: {}, connectMs: 50 } as const;
    const answer = await sendRequest({ ...sending, signal: new AbortController().signal }, new Agent());
    expect(answer.statusCode).toBe(200);
    answer.destroy();
  });

  it('the connection to an upstream, a client gone before the response, ends', async () => {
    let hasEnded = false;
    const fake = await startTcpUpstream((socket) => {
      socket.resume().on('close', () => {
        hasEnded = true;
      });
    });
    const client = new AbortController();
    const upstream = createUpstreams({ reports: fake.config() }).get('reports');
    const answer = upstream?.fetch(asking('/a', { signal: client.signal }));
    await sleep(50);
    client.abort();
    expect(await answer).toBeUndefined();
    await sleep(20);
    expect(hasEnded).toBe(true);
  });

  it('the connection to an upstream, a client gone already, is not opened', async () => {
    let connections = 0;
    const fake = await startTcpUpstream(() => {
      connections += 1;
    });
    const upstream = createUpstreams({ reports: fake.config() }).get('reports');
    expect(await upstream?.fetch(asking('/a', { signal: AbortSignal.abort() }))).toBeUndefined();
    await sleep(20);
    expect(connections).toBe(0);
  });
});

describe('an upstream that fails before its response', () => {
  const failures: readonly [what: string, says: string, how: RegExp][] = [
    ['a head of more than 16 KB', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, /can’t be passed on/],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.9\r\n', /can’t be passed on/],
    [
      'a length and chunks at once',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
      /can’t be/,
    ],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', /can’t be passed on/],
    ['a line break in a header', 'HTTP/1.1 200 OK\r\nETag: "a\rSet-Cookie: b=c"\r\n\r\n', /can’t be passed on/],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      /didn’t answer/,
    ],
    ['a status above 599', 'HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n', /can’t be passed on/],
    ['401, which would end our own session', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n', /can’t be passed on/],
    ...['gzip, chunked', 'chunked, gzip', 'gzip', 'chunked\r\nTransfer-Encoding: gzip, chunked', 'identity', ''].map(
      (coding): (typeof failures)[number] => [
        `the transfer coding ${JSON.stringify(coding)}, which ends here while the bytes stay in it`,
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
        /can’t be passed on/,
      ],
    ),
    ['407', 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n', /can’t be passed on/],
  ];

  it.each(failures)(
    'GET of an upstream, %s, is a problem that names it and not its address',
    async (_what, says, how) => {
      const fake = await startLiar(says);
      const failure = inWords(await askOnce(fake.config()).catch((error: unknown) => error));
      expect(failure).toMatchObject({ name: 'UpstreamFailed', problem: { kind: 'upstream-failed', detail: how } });
      expect(failure).toMatchObject({ problem: { detail: expect.stringContaining('“reports”') } });
      expect(failure).not.toMatchObject({ problem: { detail: expect.stringMatching(/127\.0\.0\.1|http/) } });
    },
  );

  it('GET of an upstream, endless informational responses, counts as slow', async () => {
    const fake = await startTcpUpstream((socket) => {
      const hints = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), 5);
      socket.on('close', () => clearInterval(hints));
    });
    const failure = await askOnce(fake.config({ timeoutMs: 200 })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problem: { kind: 'upstream-slow' } });
  });

  it('GET of an upstream, one informational response first, gives the final one', async () => {
    const fake = await startLiar(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nSet-Cookie: a=b\r\n\r\n${ok('hello')}`);
    const answer = await askOnce(fake.config());
    expect((await readAll(answer.body)).toString()).toBe('hello');
    expect(answer.fields).not.toHaveProperty('link');
  });
});
