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

describe('GET, the request line and the header values', () => {
  it('10,240 bytes and one more, answers 200 and 431', async () => {
    const host = new URL(gateway.url).host;
    const line = (target: string) => `GET ${target} HTTP/1.1`.length + host.length + 'close'.length;
    const half = `/?q=${'q'.repeat(5_000)}`;
    const room = awsLimits.headBytes - line(half);

    const fits = await send(gateway.url, half, { headers: ['connection', 'close', 'x-fill', 'f'.repeat(room)] });
    const exceeds = await send(gateway.url, half, { headers: ['connection', 'close', 'x-fill', 'f'.repeat(room + 1)] });

    expect(fits.status).toBe(200);
    expect(exceeds).toMatchObject({ status: 431, text: '{"message":"Request Header Fields Too Large"}' });
  });

  it('far above the limit, answers 431 with the same body', async () => {
    const response = await exchange(gateway.url, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`);

    expect(response).toMatch(/^HTTP\/1\.1 431 .*{"message":"Request Header Fields Too Large"}$/s);
  });

  it('no HTTP or no path, answers 400', async () => {
    const badRequest = /^HTTP\/1\.1 400 .*{"message":"Bad Request"}$/s;

    expect(await exchange(gateway.url, 'nonsense\r\n\r\n')).toMatch(badRequest);
    expect(await exchange(gateway.url, 'OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toMatch(
      badRequest,
    );
  });
});

describe('GET, the host', () => {
  it('not one of the gateway, answers 403', async () => {
    const strict = await start('echo', { isOwnHost: (host) => host === 'a' });
    const ask = (headers: string) => exchange(strict.url, `GET / HTTP/1.1\r\n${headers}connection: close\r\n\r\n`);

    expect(await ask('host: a\r\n')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('host: b\r\n')).toMatch(/^HTTP\/1\.1 403 .*{"message":"Forbidden"}$/s);
    expect(await ask('host: \r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(strict.invocations).toHaveLength(1);
  });
});

describe('POST, the body', () => {
  it('the largest allowed and one byte more, answers 200 and 413', async () => {
    const small = await start('echo', { limits: { requestBytes: 1_000 } });

    expect((await send(small.url, '/', { method: 'POST', body: 'x'.repeat(1_000) })).status).toBe(200);
    expect(await send(small.url, '/', { method: 'POST', body: 'x'.repeat(1_001) })).toMatchObject(tooLarge);
    expect(small.invocations).toHaveLength(1);
  });

  it('without a length and too large, answers 413 before its end', async () => {
    const small = await start('echo', { limits: { requestBytes: 4 } });
    const head = 'POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n';

    expect(await exchange(small.url, `${head}4\r\n1234\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(small.url, `${head}4\r\n1234\r\n1\r\n5\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('more than 10 MB, answers 413 that the client can read', async () => {
    const body = Buffer.alloc(awsLimits.requestBytes + 1);

    expect(await send(gateway.url, '/', { method: 'POST', body })).toMatchObject(tooLarge);
  });

  it('without an end and a client that disconnects, is dropped', async () => {
    const small = await start('echo');
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(small.url).port) });
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12', () => socket.destroy());
    await once(socket, 'close');

    expect((await send(small.url, '/')).status).toBe(200);
    expect(small.invocations).toHaveLength(1);
    expect(small.logged()).toBe('');
  });
});

describe('POST, the event', () => {
  it('6,291,556 bytes of JSON and one more, is accepted and refused', async () => {
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

  it('4.7 MB of bytes or 2 MB of control characters, answers 413', async () => {
    const body = Buffer.alloc(4_720_000, 1);
    const text = ['content-type', 'text/plain'];

    expect(await send(gateway.url, '/', { method: 'POST', body })).toMatchObject(tooLarge);
    expect(
      await send(gateway.url, '/', { method: 'POST', headers: text, body: body.subarray(0, 2_000_000) }),
    ).toMatchObject(tooLarge);
  });
});

describe('GET, the result', () => {
  it('6,291,556 bytes of JSON and one more, is accepted and refused', async () => {
    const fits = await send(gateway.url, `/?bytes=${awsLimits.responseBytes}`);
    const { responseBytes } = gateway.invocations.at(-1) ?? {};
    const exceeds = await send(gateway.url, `/?bytes=${awsLimits.responseBytes + 1}`);

    expect(fits.status).toBe(200);
    expect(responseBytes).toBe(6_291_556);
    expect(exceeds).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(gateway.logged()).toContain('Exceeded maximum allowed payload size (6291556 bytes).');
  });
});

describe('GET, the time', () => {
  it('a function slower than the integration time-out, answers 503 and keeps its process', async () => {
    const hasty = await start('echo', { processes: 1, limits: { integrationTimeoutMs: 2000 } });
    await send(hasty.url, '/');

    const answer = await send(hasty.url, '/?sleep=2600');

    expect(answer).toMatchObject({ status: 503, text: '{"message":"Service Unavailable"}' });
    expect(hasty.invocations).toHaveLength(1);
    expect(JSON.parse((await send(hasty.url, '/')).text).process.invocations).toBe(3);
    expect(hasty.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false, false]);
  });

  it('a function slower than its own time-out, answers 500 and ends its process', async () => {
    const hasty = await start('echo', { processes: 1, timeoutMs: 300 });
    await send(hasty.url, '/');

    const answer = await send(hasty.url, '/?sleep=60000');

    expect(answer).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(hasty.logged()).toMatch(/^\S+Z [0-9a-f-]{36} Task timed out after 0\.30 seconds$/m);
    expect(JSON.parse((await send(hasty.url, '/')).text).process.invocations).toBe(1);
    expect(hasty.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false, true]);
  });

  it('the time that is left, is told to the function', async () => {
    const askedAt = performance.now();
    const { remainingMs } = JSON.parse((await send(gateway.url, '/')).text);

    expect(remainingMs).toBeGreaterThanOrEqual(29_000 - Math.ceil(performance.now() - askedAt));
    expect(remainingMs).toBeLessThanOrEqual(29_000);
  });

  it('a start slower than its time-out, answers 500', async () => {
    const slow = await start('slow-start', { limits: { initTimeoutMs: 300 } });

    expect((await send(slow.url, '/')).status).toBe(500);
  });
});

describe('GET, requests at once', () => {
  it('more than may wait for a process, answers 503 to the rest', async () => {
    const narrow = await start('echo', { processes: 1, limits: { waitingRequests: 2 } });
    const answers = Array.from({ length: 5 }, () => send(narrow.url, '/?sleep=150'));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);

    expect(statuses.sort()).toEqual([200, 200, 200, 503, 503]);
    expect(narrow.invocations).toHaveLength(3);
  });

  it('a client that stops waiting, never reaches the function', async () => {
    const narrow = await start('echo', { processes: 1, limits: { integrationTimeoutMs: 2000 } });
    await send(narrow.url, '/');
    const [first, second] = await Promise.all([send(narrow.url, '/?sleep=2700'), send(narrow.url, '/?sleep=1')]);
    await expect.poll(() => narrow.invocations.length, { timeout: 5000 }).toBe(2);

    expect([first.status, second.status]).toEqual([503, 503]);
    expect(JSON.parse((await send(narrow.url, '/')).text).process.invocations).toBe(3);
  });

  it('a client that disconnects, the function goes on', async () => {
    const narrow = await start('echo', { processes: 1 });
    await expect(fetch(`${narrow.url}/?sleep=1500`, { signal: AbortSignal.timeout(700) })).rejects.toThrow(/timeout/);

    expect(JSON.parse((await send(narrow.url, '/')).text).process.invocations).toBe(2);
    expect(narrow.invocations).toHaveLength(2);
  });
});
