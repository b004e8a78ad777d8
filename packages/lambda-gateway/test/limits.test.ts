import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsLimits } from '../src/limits.ts';
import { exchange, send } from './request.ts';
import { type Started, start, startShared } from './start.ts';

const tooLarge = { status: 413, text: '{"message":"Request Entity Too Large"}' };

let gateway: Started;
beforeAll(async () => {
  gateway = await startShared('echo', { processes: 1 });
});
afterAll(() => gateway.close());

describe('the request line and the header values', () => {
  it('may have 10,240 bytes together and no more', async () => {
    const host = new URL(gateway.url).host;
    const line = (target: string) => `GET ${target} HTTP/1.1`.length + host.length + 'close'.length;
    const half = `/?q=${'q'.repeat(5_000)}`;
    const room = awsLimits.headBytes - line(half);

    const fits = await send(gateway.url, half, { headers: ['connection', 'close', 'x-fill', 'f'.repeat(room)] });
    const exceeds = await send(gateway.url, half, { headers: ['connection', 'close', 'x-fill', 'f'.repeat(room + 1)] });

    expect(fits.status).toBe(200);
    expect(exceeds).toMatchObject({ status: 431, text: '{"message":"Request Header Fields Too Large"}' });
  });

  it('are refused in the same words when they are enormous', async () => {
    const response = await exchange(gateway.url, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`);

    expect(response).toMatch(/^HTTP\/1\.1 431 .*{"message":"Request Header Fields Too Large"}$/s);
  });

  it('are refused when they are not HTTP, or name no path', async () => {
    const badRequest = /^HTTP\/1\.1 400 .*{"message":"Bad Request"}$/s;

    expect(await exchange(gateway.url, 'nonsense\r\n\r\n')).toMatch(badRequest);
    expect(await exchange(gateway.url, 'OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toMatch(
      badRequest,
    );
  });
});

describe('a host', () => {
  it('that is not the gateway’s own is refused in the words of an HTTP API', async () => {
    const strict = await start('echo', { isOwnHost: (host) => host === 'a' });
    const ask = (headers: string) => exchange(strict.url, `GET / HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);

    expect(await ask('host: a\r\n')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('host: b\r\n')).toMatch(/^HTTP\/1\.1 403 .*{"message":"Forbidden"}$/s);
    expect(await ask('host: \r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(strict.invocations).toHaveLength(1);
  });
});

describe('a request body', () => {
  it('may be as large as the gateway allows and no larger', async () => {
    const small = await start('echo', { limits: { requestBytes: 1_000 } });

    expect((await send(small.url, '/', { method: 'POST', body: 'x'.repeat(1_000) })).status).toBe(200);
    expect(await send(small.url, '/', { method: 'POST', body: 'x'.repeat(1_001) })).toMatchObject(tooLarge);
    expect(small.invocations).toHaveLength(1);
  });

  it('that does not say its length is refused as soon as it is too large', async () => {
    const small = await start('echo', { limits: { requestBytes: 4 } });
    const head = 'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n';

    expect(await exchange(small.url, `${head}4\r\n1234\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(small.url, `${head}4\r\n1234\r\n1\r\n5\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('of more than 10 MB is refused, and the client can still read why', async () => {
    const body = Buffer.alloc(awsLimits.requestBytes + 1);

    expect(await send(gateway.url, '/', { method: 'POST', body })).toMatchObject(tooLarge);
  });

  it('that never comes to its end is forgotten when the client goes away', async () => {
    const small = await start('echo');
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(small.url).port) });
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12', () => socket.destroy());
    await once(socket, 'close');

    expect((await send(small.url, '/')).status).toBe(200);
    expect(small.invocations).toHaveLength(1);
    expect(small.logged()).toBe('');
  });
});

describe('an event', () => {
  it('may have 6,291,556 bytes of JSON and no more', async () => {
    const post = (bytes: number) =>
      send(gateway.url, '/?result={}', {
        method: 'POST',
        headers: ['content-type', 'text/plain'],
        body: 'x'.repeat(bytes),
      });
    await post(6_000_000);
    const besides = (gateway.invocations.at(-1)?.eventBytes ?? 0) - 6_000_000;

    expect((await post(awsLimits.eventBytes - besides)).status).toBe(200);
    expect(gateway.invocations.at(-1)?.eventBytes).toBe(6_291_556);
    const { length } = gateway.invocations;
    expect(await post(awsLimits.eventBytes - besides + 1)).toMatchObject(tooLarge);
    expect(gateway.invocations).toHaveLength(length);
  });

  it('is measured after base64 and JSON escapes: 4.7 MB of bytes are too large, and so are 2 MB of control characters', async () => {
    const body = Buffer.alloc(4_720_000, 1);
    const text = ['content-type', 'text/plain'];

    expect(await send(gateway.url, '/', { method: 'POST', body })).toMatchObject(tooLarge);
    expect(
      await send(gateway.url, '/', { method: 'POST', headers: text, body: body.subarray(0, 2_000_000) }),
    ).toMatchObject(tooLarge);
  });
});

describe('a result', () => {
  it('may have 6,291,556 bytes of JSON and no more', async () => {
    const fits = await send(gateway.url, `/?bytes=${awsLimits.responseBytes}`);
    const { responseBytes } = gateway.invocations.at(-1) ?? {};
    const exceeds = await send(gateway.url, `/?bytes=${awsLimits.responseBytes + 1}`);

    expect(fits.status).toBe(200);
    expect(responseBytes).toBe(6_291_556);
    expect(exceeds).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(gateway.logged()).toContain('Exceeded maximum allowed payload size (6291556 bytes).');
  });
});

describe('time', () => {
  it('that an HTTP API waits ends with 503, while the function goes on and its process is used again', async () => {
    const hasty = await start('echo', { processes: 1, limits: { integrationTimeoutMs: 2000 } });
    await send(hasty.url, '/');

    const answer = await send(hasty.url, '/?sleep=2600');

    expect(answer).toMatchObject({ status: 503, text: '{"message":"Service Unavailable"}' });
    expect(hasty.invocations).toHaveLength(1);
    expect(JSON.parse((await send(hasty.url, '/')).text).process.invocations).toBe(3);
    expect(hasty.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false, false]);
  });

  it('that a function has ends with 500 and with its process, and the next event is a cold start', async () => {
    const hasty = await start('echo', { processes: 1, timeoutMs: 300 });
    await send(hasty.url, '/');

    const answer = await send(hasty.url, '/?sleep=60000');

    expect(answer).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(hasty.logged()).toMatch(/^\S+Z [0-9a-f-]{36} Task timed out after 0\.30 seconds$/m);
    expect(JSON.parse((await send(hasty.url, '/')).text).process.invocations).toBe(1);
    expect(hasty.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false, true]);
  });

  it('that is left is told to the function', async () => {
    const askedAt = performance.now();
    const { remainingMs } = JSON.parse((await send(gateway.url, '/')).text);

    expect(remainingMs).toBeGreaterThanOrEqual(29_000 - Math.ceil(performance.now() - askedAt));
    expect(remainingMs).toBeLessThanOrEqual(29_000);
  });

  it('that starting may take ends with 500', async () => {
    const slow = await start('slow-start', { limits: { initTimeoutMs: 300 } });

    expect((await send(slow.url, '/')).status).toBe(500);
  });
});

describe('requests that come at once', () => {
  it('wait for a process, and are refused with 503 when too many wait', async () => {
    const narrow = await start('echo', { processes: 1, limits: { waitingRequests: 2 } });
    const answers = Array.from({ length: 5 }, () => send(narrow.url, '/?sleep=150'));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);

    expect(statuses.sort()).toEqual([200, 200, 200, 503, 503]);
    expect(narrow.invocations).toHaveLength(3);
  });

  it('that gave up waiting never reach the function', async () => {
    const narrow = await start('echo', { processes: 1, limits: { integrationTimeoutMs: 2000 } });
    await send(narrow.url, '/');
    const [first, second] = await Promise.all([send(narrow.url, '/?sleep=2700'), send(narrow.url, '/?sleep=1')]);
    await expect.poll(() => narrow.invocations.length, { timeout: 5000 }).toBe(2);

    expect([first.status, second.status]).toEqual([503, 503]);
    expect(JSON.parse((await send(narrow.url, '/')).text).process.invocations).toBe(3);
  });

  it('go on when one of their clients goes away: the function is not told', async () => {
    const narrow = await start('echo', { processes: 1 });
    await expect(fetch(`${narrow.url}/?sleep=1500`, { signal: AbortSignal.timeout(700) })).rejects.toThrow(/timeout/);

    expect(JSON.parse((await send(narrow.url, '/')).text).process.invocations).toBe(2);
    expect(narrow.invocations).toHaveLength(2);
  });
});
