import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reserveMs } from '../../../packages/lambda-adapter/src/deadline.ts';
import type { LambdaResult } from '../../../packages/lambda-adapter/src/result.ts';
import { apiEvent, sampleContext } from '../../../packages/lambda-adapter/test/events.ts';
import { recordingApp } from '../../../packages/lambda-adapter/test/recording-app.ts';
import { MiB, type SourceOptions, sourceOf, unevenBytes } from './sources.ts';
import { type SpillingFunctions, startSpillingFunctions } from './spilling-functions.ts';

/** In single pieces and in parts: below, at and above the size of one part. */
const sizes = [6 * MiB, 8 * MiB - 1, 8 * MiB, 8 * MiB + 1, 16 * MiB, 24 * MiB + 1];
const large = unevenBytes(17 * MiB);
const nothing = { keys: [], uploads: [] };

let functions: SpillingFunctions;
beforeAll(async () => {
  functions = await startSpillingFunctions();
});
afterEach(() => functions.clear());
afterAll(() => functions.close());

describe('what the client gets', () => {
  test.each(sizes)('%i bytes that outgrow Lambda arrive by way of the bucket, as the same bytes', async (size) => {
    const bytes = unevenBytes(size);
    const result = await ask(() => new Response(sourceOf(bytes).stream));
    expect(result).toMatchObject({ statusCode: 302, body: '' });
    const response = await follow(result);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('the headers of the bytes arrive with them, and leave the redirect', async () => {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-language': 'de, en',
      'content-disposition': `attachment; filename="b.csv"; filename*=UTF-8''%C3%BC.csv`,
      'cache-control': 'private, max-age=60',
      'content-encoding': 'x-made-up',
    };
    const result = await ask(
      () => new Response(sourceOf(large).stream, { headers: { ...headers, etag: 'W/"1"', 'accept-ranges': 'none' } }),
    );
    const response = await follow(result);
    await response.body?.cancel();
    expect(Object.fromEntries(response.headers)).toMatchObject(headers);
    for (const name of [...Object.keys(headers), 'etag', 'accept-ranges'].filter((other) => other !== 'cache-control'))
      expect(result.headers).not.toHaveProperty(name);
  });

  test('a file name in Latin-1, which no stored header can hold, arrives too', async () => {
    const disposition = 'attachment; filename="\xfcbersicht.csv"';
    const result = await ask(
      () => new Response(sourceOf(large).stream, { headers: { 'content-disposition': disposition } }),
    );
    const response = await follow(result);
    await response.body?.cancel();
    expect(response.headers.get('content-disposition')).toBe(disposition);
  });

  test('the cookies and all other headers of the answer go with the redirect', async () => {
    const headers = new Headers({ 'x-made-up': '1', 'content-security-policy': "default-src 'none'" });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const result = await ask(() => new Response(sourceOf(large).stream, { headers }));
    expect(result.cookies).toEqual(['a=1', 'b=2']);
    expect(result.headers).toMatchObject({ 'x-made-up': '1', 'content-security-policy': "default-src 'none'" });
  });

  test.each(['POST', 'PUT', 'DELETE'])('%s is sent on with 303, so that it becomes a GET', async (method) => {
    const result = await ask(() => new Response(sourceOf(large).stream), method);
    expect(result.statusCode).toBe(303);
    expect((await (await follow(result)).arrayBuffer()).byteLength).toBe(large.byteLength);
  });

  test('no cache keeps the signed address, no Referer passes it on, and it opens nothing after five minutes (attacks 58, 63)', async () => {
    const result = await ask(() => new Response(sourceOf(large).stream, { headers: { 'cache-control': 'public' } }));
    expect(result.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
    expect(addressOf(result).searchParams.get('X-Amz-Expires')).toBe('300');
    functions.advanceSeconds(301);
    expect((await follow(result)).status).toBe(403);
  });

  test('a range of spilled bytes is the bucket’s to answer (attack 61)', async () => {
    const result = await ask(() => new Response(sourceOf(large).stream));
    const response = await fetch(addressOf(result), { headers: { range: 'bytes=8388607-8388608' } });
    expect(response.status).toBe(206);
    expect(Buffer.from(await response.arrayBuffer()).equals(large.subarray(8_388_607, 8_388_609))).toBe(true);
  });

  test('HEAD of what GET would spill produces and stores nothing', async () => {
    functions.asked();
    const source = sourceOf(large);
    const headers = { 'content-length': String(large.byteLength), etag: '"1"' };
    const app = { fetch: () => new Response(source.stream, { headers }) };
    const result = await functions.newProcess(app)(apiEvent('/', { method: 'HEAD' }), sampleContext);
    expect(result).toMatchObject({ statusCode: 200, body: '', headers });
    expect([source.readBytes(), source.isCancelled(), functions.asked()]).toEqual([0, true, []]);
  });

  test('the X-Spill-Key of an answer that fits is taken off it', async () => {
    const result = await ask(() => new Response('small', { headers: { 'x-spill-key': 'report-1' } }));
    expect(result).toMatchObject({ statusCode: 200, body: 'small' });
    expect(result.headers).not.toHaveProperty('x-spill-key');
  });
});

describe('what cannot be spilled leaves nothing behind', () => {
  test.each([201, 206, 404, 500])(
    'an answer with status %i is a 502 that names the reason for the log',
    async (status) => {
      const app = appOf(() => new Response(sourceOf(large).stream, { status }));
      const result = await functions.newProcess(app)(apiEvent('/'), sampleContext);
      expect(result).toMatchObject({ statusCode: 502, headers: { 'content-type': 'application/problem+json' } });
      expect(app.recorded.at(-1)?.env.adapterError?.cause).toMatchObject({
        message: expect.stringContaining(`status ${status}`),
      });
      expect(await functions.left()).toEqual(nothing);
    },
  );

  test('a body that breaks off late is a 502 (attack 77)', async () => {
    const error = new Error('the upstream is gone');
    const app = appOf(() => new Response(sourceOf(large, { error }).stream));
    expect(await functions.newProcess(app)(apiEvent('/'), sampleContext)).toMatchObject({ statusCode: 502 });
    expect(app.recorded.at(-1)?.env.adapterError?.cause).toBe(error);
    expect(await functions.left()).toEqual(nothing);
  });

  test('a body that ends short of its Content-Length is a 502', async () => {
    const headers = { 'content-length': String(large.byteLength + 1) };
    expect(await ask(() => new Response(sourceOf(large).stream, { headers }))).toMatchObject({ statusCode: 502 });
    expect(await functions.left()).toEqual(nothing);
  });

  test.each(['POST begin', 'PUT part', 'POST complete', 'PUT'])('a bucket that refuses %s is a 502', async (what) => {
    functions.fail((asked) => (asked === what ? { kind: 'refuse', code: 'AccessDenied' } : undefined));
    const source = sourceOf(what === 'PUT' ? large.subarray(0, 7 * MiB) : large);
    expect(await ask(() => new Response(source.stream))).toMatchObject({ statusCode: 502 });
    expect(await functions.left()).toEqual(nothing);
  });

  test('a bucket that refuses a part stops a source that is still at it', async () => {
    functions.fail((asked) => (asked === 'PUT part' ? { kind: 'refuse', code: 'AccessDenied' } : undefined));
    const source = sourceOf(large, { pieceBytes: 9 * MiB, pauseMs: 700 });
    expect(await ask(() => new Response(source.stream))).toMatchObject({ statusCode: 502 });
    expect(source.isCancelled()).toBe(true);
    expect(await functions.left()).toEqual(nothing);
  });

  test.each(['PUT part', 'POST complete'])(
    '%s whose answer is lost is repeated, and the bytes are whole',
    async (what) => {
      let isLost = false;
      functions.fail((asked) => {
        if (asked !== what || isLost) return undefined;
        isLost = true;
        return { kind: 'lose-answer' };
      });
      const response = await follow(await ask(() => new Response(sourceOf(large).stream)));
      expect(Buffer.from(await response.arrayBuffer()).equals(large)).toBe(true);
      expect(isLost).toBe(true);
      expect((await functions.left()).uploads).toEqual([]);
    },
  );
});

describe('when time runs out', () => {
  test.each<[string, Buffer<ArrayBuffer>, SourceOptions]>([
    ['a body that would still be spilled', large, { pieceBytes: 3 * MiB, pauseMs: 120 }],
    ['a body that would not even outgrow Lambda', large.subarray(0, MiB), { pieceBytes: 1000, pauseMs: 20 }],
  ])('%s is a 504 in time, its source is told to stop, and nothing is left', async (_, bytes, options) => {
    const source = sourceOf(bytes, options);
    const startedAt = performance.now();
    const remainingMs = reserveMs + 400;
    const result = await ask(() => new Response(source.stream), 'GET', remainingMs);
    expect(result).toMatchObject({ statusCode: 504, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(result.body).detail).toContain('try again');
    expect(performance.now() - startedAt).toBeLessThan(remainingMs);
    expect(source.isCancelled()).toBe(true);
    expect(await functions.left()).toEqual(nothing);
  });

  test.each(['POST begin', 'PUT part', 'POST complete'])(
    'a bucket that does not answer %s is a 504 in time',
    async (what) => {
      functions.fail((asked) => (asked === what ? { kind: 'stall' } : undefined));
      const startedAt = performance.now();
      const remainingMs = reserveMs + 600;
      const result = await ask(() => new Response(sourceOf(large).stream), 'GET', remainingMs);
      expect(result.statusCode).toBe(504);
      expect(performance.now() - startedAt).toBeLessThan(remainingMs);
      expect(await functions.left()).toEqual(nothing);
    },
  );

  test('an app that does not answer is a 504, and what it answers later is told to stop', async () => {
    const source = sourceOf(large);
    const late = new Promise<Response>((resolve) => setTimeout(() => resolve(new Response(source.stream)), 600));
    const context = { ...sampleContext, getRemainingTimeInMillis: () => 3300 };
    expect(await functions.newProcess(appOf(() => late))(apiEvent('/'), context)).toMatchObject({ statusCode: 504 });
    await expect.poll(source.isCancelled).toBe(true);
  });
});

test('spilled bytes are removed by the bucket’s rule', async () => {
  await ask(() => new Response(sourceOf(large).stream));
  expect((await functions.left()).keys.length).toBeGreaterThan(0);
  functions.advanceSeconds(3 * 86_400);
  await functions.applyLifecycle();
  expect(await functions.left()).toEqual(nothing);
});

/** Sends a request to a new process of an app that has this response. */
function ask(answer: () => Response, method = 'GET', remainingMs = 28_000): Promise<LambdaResult> {
  const context = { ...sampleContext, getRemainingTimeInMillis: () => remainingMs };
  return functions.newProcess(appOf(answer))(apiEvent('/report', { method }), context);
}

function appOf(answer: () => Response | Promise<Response>) {
  const app = recordingApp();
  app.all('*', () => answer());
  return app;
}

function addressOf({ headers }: LambdaResult): URL {
  return new URL(headers.location ?? '');
}

function follow(result: LambdaResult): Promise<Response> {
  return fetch(addressOf(result));
}
