import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type BodyBroken, bodyStream } from '../../src/upstream/body-stream.ts';
import { askOnce, readAll } from './asking.ts';
import { sendingForever, startLiar, startUpstream } from './fake-upstream.ts';

const MiB = 1024 ** 2;
const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n';

describe('the body of an upstream', () => {
  it('the body of an upstream, comes as fast as it is read', async () => {
    const { listener, sentBytes } = sendingForever();
    const fake = await startUpstream(listener);
    const { body } = await askOnce(fake.config());
    const reader = body?.getReader();
    await reader?.read();
    await sleep(300);
    const inFlight = sentBytes(); // what the sockets of both sides hold
    await sleep(300);
    expect(sentBytes()).toBe(inFlight);
    expect(inFlight).toBeLessThan(32 * MiB);
    for (let readBytes = 0; readBytes < inFlight; ) readBytes += (await reader?.read())?.value?.byteLength ?? 0;
    expect(sentBytes()).toBeGreaterThan(inFlight);
    await reader?.cancel();
  });

  it('the body of an upstream, cancelled before or after its first byte, ends the connection', async () => {
    for (const readsFirst of [false, true]) {
      const closed = Promise.withResolvers<void>();
      const fake = await startUpstream((_request, response) => {
        response.on('close', closed.resolve);
        response.write('first');
      });
      const { body, broken } = await askOnce(fake.config());
      const reader = body?.getReader();
      if (readsFirst) await reader?.read();
      await reader?.cancel();
      await closed.promise;
      expect(broken).toEqual([]);
    }
  });

  const liars: readonly [what: string, says: string, then: 'end' | 'reset' | 'stay'][] = [
    ['that ends before its length', `${head}Content-Length: 10\r\n\r\nabc`, 'end'],
    ['that is reset before its length', `${head}Content-Length: 10\r\n\r\nabc`, 'reset'],
    ['that has a length and no byte', `${head}Content-Length: 10\r\n\r\n`, 'end'],
    ['whose chunks have no end', `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'end'],
    ['whose last chunk is cut off', `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n5\r\nab`, 'end'],
    ['whose chunk has a malformed length', `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n`, 'stay'],
    [
      'whose chunk is longer than its length',
      `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n`,
      'stay',
    ],
    ['that is reset without a length', `${head}\r\nabc`, 'reset'],
  ];

  it.each(liars)(
    'the body of an upstream, %s, fails and does not wait for ever (attack 77)',
    async (_what, says, then) => {
      const fake = await startLiar(says, (socket) => {
        if (then === 'end') socket.end();
        if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 50);
      });
      const { body, broken } = await askOnce(fake.config({ timeoutMs: 1_000 }));
      await expect(readAll(body)).rejects.toMatchObject({ name: 'BodyBroken' });
      expect(broken).toHaveLength(1);
    },
  );

  it('the body of an upstream, broken off before its first read, fails that read (attack 77)', async () => {
    const fake = await startLiar(`${head}Content-Length: 10\r\n\r\nabc`, (socket) => socket.end());
    const { body, broken } = await askOnce(fake.config());
    const reader = body?.getReader();
    let hasFailed = false;
    reader?.closed.catch(() => {
      hasFailed = true;
    });
    await sleep(100);
    expect(hasFailed).toBe(false); // a writer that waits for its client would take this for the moment to end
    await expect(async () => {
      while (!(await reader?.read())?.done);
    }).rejects.toMatchObject({ name: 'BodyBroken' });
    expect(broken).toHaveLength(1);
  });

  it('the body of an upstream, silent for too long, fails, and not while bytes come (attack 77)', async () => {
    const fake = await startUpstream(async (_request, response) => {
      for (let part = 0; part < 4; part += 1) {
        response.write('part');
        await sleep(100);
      }
    });
    const { body } = await askOnce(fake.config({ timeoutMs: 250 }));
    const reader = body?.getReader();
    for (let part = 0; part < 4; part += 1) expect((await reader?.read())?.done).toBe(false);
    await expect(reader?.read()).rejects.toMatchObject({
      name: 'BodyBroken',
      cause: { name: 'TimeoutError', message: 'Nothing came for 250 ms.' },
    });
  });

  it('the body of an upstream, read no further, releases the connection', async () => {
    const closed = Promise.withResolvers<void>();
    const fake = await startUpstream((_request, response) => {
      response.on('close', closed.resolve);
      response.write('first');
    });
    const broken: BodyBroken[] = [];
    const patience = { forBytesMs: 5_000, forReaderMs: 100 };
    const reader = bodyStream(await responseOf(fake.origin), patience, (error) => broken.push(error)).getReader();
    await reader.read();
    await closed.promise;
    expect(broken).toMatchObject([{ message: 'The client has not read on for 100 ms.' }]);
    await expect(reader.read()).rejects.toBe(broken[0]);
  });

  it('the body of an upstream, in HTTP/1.0 without a length, ends with its connection', async () => {
    const fake = await startLiar('HTTP/1.0 200 OK\r\n\r\nabc', (socket) => socket.end());
    const { body, fields } = await askOnce(fake.config());
    expect((await readAll(body)).toString()).toBe('abc');
    expect(fields).not.toHaveProperty('content-length');
  });
});

async function responseOf(url: string): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(get(url, { agent: false }), 'response');
  if (!response) throw new Error('There was no answer.');
  return response;
}
