import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsLimits } from '../src/limits.ts';
import { exchange, open, send } from './request.ts';
import { type Started, start, startShared } from './start.ts';

const failed = { status: 502, text: '{"message":"Internal Server Error"}' };

let gateway: Started;
beforeAll(async () => {
  gateway = await startShared('stream', { stream: true, processes: 1 });
});
afterAll(() => gateway.close());

/** Returns a request target that carries the fixture's steps. */
function target(query: Record<string, string | number | object>): string {
  const values = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return `/?${new URLSearchParams(values)}`;
}

describe('a function URL', () => {
  it('says so by its domain name, and leaves the path as it was sent', async () => {
    const url = await start('echo', { stream: true });
    const { event } = JSON.parse((await send(url.url, '/a%20b%2Fc')).text);
    expect(event.rawPath).toBe('/a%20b%2Fc');
    expect(event.requestContext.domainName).toMatch(/\.lambda-url\.[a-z0-9-]+\.on\.aws$/);
  });
});

describe('a streamed response', () => {
  it('has the status, headers and cookies of its metadata, and the body that was written', async () => {
    const metadata = {
      statusCode: 404,
      headers: { 'Content-Type': 'text/html', 'X-One': '1' },
      cookies: ['a=1', 'b=2'],
    };
    const answer = await send(gateway.url, target({ metadata, write: 'hello', chunks: 3, size: 2 }));

    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html', 'x-one': '1', 'set-cookie': ['a=1', 'b=2'] });
    expect(answer.headers['transfer-encoding']).toBe('chunked');
    expect(answer.text).toBe('hello\0\0\u0001\u0001\u0002\u0002');
  });

  it('without metadata is a 200 of the type that was set, or application/octet-stream', async () => {
    const typed = await send(gateway.url, target({ type: 'text/plain', write: 'a' }));
    const untyped = await send(gateway.url, target({ write: 'a' }));

    expect([typed.status, typed.headers['content-type']]).toEqual([200, 'text/plain']);
    expect([untyped.status, untyped.headers['content-type']]).toEqual([200, 'application/octet-stream']);
  });

  it('keeps metadata before an empty write, and bytes that look like its end', async () => {
    const empty = await send(
      gateway.url,
      target({ metadata: { statusCode: 302, headers: { location: '/' } }, write: '' }),
    );
    const nul = await send(gateway.url, target({ metadata: { statusCode: 200 }, write: '\0'.repeat(20) }));

    expect(empty).toMatchObject({ status: 302, text: '' });
    expect(empty.headers.location).toBe('/');
    expect(nul.text).toBe('\0'.repeat(20));
  });

  it('loses its metadata when nothing is written before the end, as on Lambda', async () => {
    const metadata = { statusCode: 404, headers: { 'x-one': '1' } };
    const empty = await send(gateway.url, target({ metadata, end: '' }));

    expect(empty).toMatchObject({ status: 200, text: '' });
    expect(empty.headers).not.toHaveProperty('x-one');
    expect(await send(gateway.url, target({ metadata, end: 'Not Found' }))).toMatchObject(failed);
  });

  it.each([{ statusCode: 'no' }, { statusCode: 99 }, { headers: { 'bad name': '1' } }, 'text'])(
    'with invalid metadata, such as %j, is a 502',
    async (metadata) => {
      expect(await send(gateway.url, target({ metadata: JSON.stringify(metadata), write: 'x' }))).toMatchObject(failed);
      expect(await send(gateway.url, target({ write: 'next' }))).toMatchObject({ status: 200, text: 'next' });
    },
  );

  it('reaches the client while the function is still writing', async () => {
    const own = await start('stream', { stream: true });
    const response = await open(own.url, target({ type: 'text/plain', write: 'first', open: 1 }));
    const [part] = await once(response, 'data');

    expect(part.toString()).toBe('first');
    expect(response.complete).toBe(false);
    response.destroy();
  });

  it('has no body for HEAD', async () => {
    const metadata = { statusCode: 200, headers: { 'content-length': '5' } };
    const answer = await send(gateway.url, target({ metadata, write: 'hello' }), { method: 'HEAD' });

    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers['content-length']).toBe('5');
  });

  it('of many megabytes arrives whole', async () => {
    const answer = await send(gateway.url, target({ chunks: 200, size: 100_000 }));

    expect(answer.body).toHaveLength(20_000_000);
    expect(answer.body.subarray(100_000, 200_000).every((byte) => byte === 1)).toBe(true);
    expect(gateway.invocations.at(-1)?.responseBytes).toBe(20_000_000);
  });

  it('waits while the client does not read', async () => {
    const slow = await start('stream', { stream: true, processes: 1 });
    const response = await open(slow.url, target({ chunks: 1_000, size: 65_536 }));
    response.pause();
    await sleep(500);
    const writtenBytes = Math.max(...[...slow.logged().matchAll(/written (\d+)/g)].map(([, bytes]) => Number(bytes)));
    let readBytes = 0;
    for await (const part of response) readBytes += part.length;

    expect(writtenBytes).toBeLessThan(16_000_000);
    expect(readBytes).toBe(65_536_000);
  });

  it('is written to an object that is no Writable, as on Lambda', async () => {
    expect((await send(gateway.url, target({ members: 1 }))).text).toBe('Object undefined true');
  });

  it('cannot change its type once something was written', async () => {
    expect((await send(gateway.url, target({ write: 'a', late: 1 }))).text).toBe('aCannot set content-type, too late.');
  });
});

describe('a stream that breaks', () => {
  const metadata = { statusCode: 200, headers: { 'content-type': 'text/plain' } };

  it.each([
    ['its handler fails late', { throw: 'late' }],
    ['it is destroyed', { destroy: 1 }],
    ['its process ends', { exit: 1 }],
  ])('because %s resets the connection, so that nothing looks complete', async (_, how) => {
    await expect(send(gateway.url, target({ metadata, write: 'begun', ...how }))).rejects.toThrow(/ECONNRESET|aborted/);
    expect(await send(gateway.url, target({ write: 'next' }))).toMatchObject({ status: 200, text: 'next' });
  });

  it.each([
    ['destroys it and returns', { destroy: 1 }],
    ['destroys it and fails', { destroy: 1, throw: 'late' }],
  ])('GET, a handler that %s, ends its process, as AWS’s runtime client does', async (_, how) => {
    const own = await start('stream', { stream: true, processes: 1 });

    await expect(send(own.url, target({ metadata, write: 'begun', ...how }))).rejects.toThrow(/ECONNRESET|aborted/);
    expect(own.logged()).toContain('Runtime exited with exit status 1');
    await send(own.url, target({ write: 'next' }));
    expect(own.invocations.map(({ coldStart }) => coldStart)).toEqual([true, true]);
  });

  it('GET, a handler that fails without destroying it, leaves its process to the next event', async () => {
    const own = await start('stream', { stream: true, processes: 1 });

    await expect(send(own.url, target({ metadata, write: 'begun', throw: 'late' }))).rejects.toThrow();
    await send(own.url, target({ write: 'next' }));
    expect(own.invocations.map(({ coldStart }) => coldStart)).toEqual([true, false]);
  });

  it('resets the connection of a client of HTTP/1.0 too, for which a close would be a clean end', async () => {
    const request = `GET ${target({ metadata, write: 'begun', throw: 'late' })} HTTP/1.0\r\n\r\n`;

    await expect(exchange(gateway.url, request)).rejects.toThrow('ECONNRESET');
  });

  it('before anything was written is a 502', async () => {
    expect(await send(gateway.url, target({ throw: 'early' }))).toMatchObject(failed);
    expect(gateway.logged()).toContain('before anything was written');
  });

  it('by the function’s timeout resets the connection, and the next event is a cold start', async () => {
    const hasty = await start('stream', { stream: true, processes: 1, timeoutMs: 300 });

    await expect(send(hasty.url, target({ metadata, write: 'begun', open: 1 }))).rejects.toThrow(/ECONNRESET|aborted/);
    expect(hasty.logged()).toContain('Task timed out after 0.30 seconds');
    await send(hasty.url, target({ write: 'next' }));
    expect(hasty.invocations.map(({ coldStart }) => coldStart)).toEqual([true, true]);
  });

  it('because it is shorter than its announced length is one that the client can tell', async () => {
    const announced = { statusCode: 200, headers: { 'content-length': '100' } };

    await expect(send(gateway.url, target({ metadata: announced, write: 'short' }))).rejects.toThrow(
      /ECONNRESET|aborted/,
    );
  });

  it('because it is longer than its announced length is one that the client can tell', async () => {
    const announced = { statusCode: 200, headers: { 'content-length': '3' } };

    await expect(send(gateway.url, target({ metadata: announced, write: 'longer' }))).rejects.toThrow(
      /ECONNRESET|aborted/,
    );
    expect(await send(gateway.url, target({ write: 'next' }))).toMatchObject({ text: 'next' });
  });

  it('because it has more bytes than Lambda streams resets the connection', async () => {
    const small = await start('stream', { stream: true, limits: { streamBytes: 1_000_000 } });

    expect((await send(small.url, target({ chunks: 10, size: 100_000 }))).body).toHaveLength(1_000_000);
    await expect(send(small.url, target({ chunks: 10, size: 100_001 }))).rejects.toThrow(/ECONNRESET|aborted/);
    expect(awsLimits.streamBytes).toBe(209_715_200);
  });

  it('because the client went away lets the function finish, unaware', async () => {
    const response = await open(gateway.url, target({ chunks: 400, size: 65_536 }));
    response.destroy();
    const { length } = gateway.invocations;

    expect((await send(gateway.url, target({ write: 'next' }))).text).toBe('next');
    expect(gateway.invocations.at(-2)?.responseBytes).toBe(400 * 65_536);
    expect(gateway.invocations).toHaveLength(length + 2);
  });
});

describe('a function URL', () => {
  it('leaves the path encoded, also the dangerous parts', async () => {
    const answer = await send(gateway.url, '/files/a%2Fb%3Fc%23d?echo=1');
    const { event } = JSON.parse(answer.text);

    expect(event.rawPath).toBe('/files/a%2Fb%3Fc%23d');
    expect(event.rawQueryString).toBe('echo=1');
  });

  it('gives the client the id that the function has', async () => {
    const answer = await send(gateway.url, target({ echo: 1 }));
    const { event, requestId } = JSON.parse(answer.text);

    expect(answer.headers['x-amzn-requestid']).toBe(requestId);
    expect(event.requestContext.requestId).toBe(requestId);
  });

  it('has no integration timeout, only the function’s', async () => {
    const patient = await start('stream', { stream: true, limits: { integrationTimeoutMs: 50 } });

    expect((await send(patient.url, target({ sleep: 200 }))).status).toBe(200);
  });

  it('refuses an event above 6,291,556 bytes with 413', async () => {
    const body = Buffer.alloc(4_720_000);

    expect((await send(gateway.url, '/', { method: 'POST', body })).status).toBe(413);
    expect((await send(gateway.url, '/', { method: 'POST', body: Buffer.alloc(7_000_000) })).status).toBe(413);
  });

  it('takes the result of a handler that is not streamified', async () => {
    const buffered = await start('stream', { stream: true, handler: 'buffered' });
    const answer = await send(buffered.url, '/');

    expect(answer).toMatchObject({ status: 201, text: 'whole' });
    expect(answer.headers).toMatchObject({ 'x-kind': 'buffered', 'content-type': 'application/json' });
  });

  it('answers with 502 when a result is too large', async () => {
    const outsized = await start('stream', { stream: true, handler: 'outsized' });

    expect(await send(outsized.url, '/')).toMatchObject(failed);
  });

  it('answers with 429 when no process is free', async () => {
    const narrow = await start('stream', { stream: true, processes: 1, limits: { waitingRequests: 0 } });
    const statuses = await Promise.all([1, 2].map(async () => (await send(narrow.url, target({ sleep: 200 }))).status));

    expect(statuses.sort()).toEqual([200, 429]);
  });
});

describe('a streamified handler behind an HTTP API', () => {
  it('has its stream taken for a result, which metadata are not', async () => {
    const api = await start('stream');
    const result = JSON.stringify({ statusCode: 201, body: 'made' });

    expect(await send(api.url, target({ write: result }))).toMatchObject({ status: 201, text: 'made' });
    expect((await send(api.url, target({ metadata: { statusCode: 200 }, write: 'x' }))).status).toBe(500);
    expect((await send(api.url, target({ write: '"begun"', throw: 'late' }))).status).toBe(500);
  });
});
