import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/bindings.ts';
import { reserveMs } from '../src/deadline.ts';
import type { ResultHead } from '../src/result.ts';
import { createLambdaStreamHandler, type StreamHandler } from '../src/stream-handler.ts';
import { apiEvent, sampleContext } from './events.ts';
import { recordingApp } from './recording-app.ts';

let head: ResultHead | undefined;

beforeEach(() => {
  head = undefined;
  globalThis.awslambda = {
    streamifyResponse: (handler: StreamHandler) => handler,
    HttpResponseStream: {
      from(out: Writable, given: ResultHead) {
        head = given;
        return out;
      },
    },
  };
});
afterEach(() => {
  globalThis.awslambda = undefined;
});

test('streamHandler, a response, sends status, headers and cookies before the body', async () => {
  const headers = new Headers({ 'content-type': 'text/csv' });
  headers.append('set-cookie', 'a=1');
  headers.append('set-cookie', 'b=2');
  const { bytes } = await call({ fetch: () => new Response(pieces('\ufeffa;', 'b'), { status: 201, headers }) });
  expect(head).toEqual({ statusCode: 201, headers: { 'content-type': 'text/csv' }, cookies: ['a=1', 'b=2'] });
  expect(bytes).toBe('\ufeffa;b');
});

test('streamHandler, a response without a body, sends its status', async () => {
  const { bytes, writes } = await call({ fetch: () => new Response(null, { status: 304 }) });
  expect(head).toMatchObject({ statusCode: 304 });
  expect([bytes, writes]).toEqual(['', 1]);
});

test('streamHandler, a body that fails after its first bytes, destroys the stream and rejects', async () => {
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(new Uint8Array(10));
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.error(new Error('the source broke'));
    },
  });
  const { error, isEnded, isDestroyed } = await call({ fetch: () => new Response(source) });
  expect(error).toMatchObject({ message: 'the source broke' });
  expect([isEnded, isDestroyed]).toEqual([false, true]);
});

test('streamHandler, a body shorter than its Content-Length, destroys the stream', async () => {
  const response = new Response(pieces('short'), { headers: { 'content-length': '9' } });
  const { error, isEnded } = await call({ fetch: () => response });
  expect(error).toMatchObject({ message: 'Content-Length is 9 but the body ended at 5 bytes.' });
  expect(isEnded).toBe(false);
});

test('streamHandler, a body that fails before its first byte, answers 502 in the app’s error form', async () => {
  const app = recordingApp();
  app.get('/', () => new Response(new ReadableStream({ pull: () => Promise.reject(new Error('the source broke')) })));
  const { bytes } = await call(app);
  expect(head).toMatchObject({ statusCode: 502, headers: { 'x-content-type-options': 'nosniff' } });
  expect(JSON.parse(bytes)).toMatchObject({ status: 502 });
});

test('streamHandler, an invalid request, answers with status and headers (attack 92)', async () => {
  await call(recordingApp(), apiEvent('/', { headers: { a: 'b\r\nc: d' } }));
  expect(head).toMatchObject({ statusCode: 400, headers: { 'x-content-type-options': 'nosniff' } });
});

test('streamHandler, an event that is no request, rejects and writes nothing (attack 51)', async () => {
  const { error, writes } = await call(
    { fetch: () => new Response('never') },
    { Records: [{ eventSource: 'aws:s3' }] },
  );
  expect(error).toMatchObject({ name: 'NotHttpEvent' });
  expect(writes).toBe(0);
});

describe('the log line of streamHandler', () => {
  /** The app fills in its own fields, as the middleware does. */
  const answering = (response: () => Response): App => ({
    fetch(_request, env) {
      Object.assign(env?.logLine ?? {}, { requestId: 'JKJaXmPLvHcESHA=', route: '/' });
      return response();
    },
  });

  test('the first response, says status, bytes and cold start', async () => {
    const { lines } = await call(answering(() => new Response(pieces('Grüße', '!'), { status: 201 })));
    expect(lines).toEqual([
      {
        ...{ requestId: 'JKJaXmPLvHcESHA=', route: '/', spilled: false },
        ...{ status: 201, bytes: 8, ms: expect.any(Number), coldStart: true },
      },
    ]);
  });

  test('a body that fails after its first bytes, says that it broke off', async () => {
    const short = () => new Response(pieces('short'), { headers: { 'content-length': '9' } });
    const { lines } = await call(answering(short));
    expect(lines).toEqual([expect.objectContaining({ status: 200, bytes: 5, brokenOff: true })]);
  });

  test('an app that leaves it empty, is not written', async () => {
    const { lines } = await call({ fetch: () => new Response('ok') });
    expect(lines).toEqual([]);
  });
});

test('streamHandler, a client that reads slowly, reads the source as slowly', async () => {
  let pulls = 0;
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      if (pulls <= 1000) controller.enqueue(new Uint8Array(65_536));
      else controller.close();
    },
  });
  const slow = new PassThrough();
  const invocation = createLambdaStreamHandler({ fetch: () => new Response(source) })(
    apiEvent('/'),
    slow,
    sampleContext,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(pulls).toBeLessThan(10);
  let bytes = 0;
  for await (const chunk of slow) bytes += chunk.length;
  await invocation;
  expect(bytes).toBe(65_536_000);
});

test('streamHandler, a client that disconnects, cancels the source', async () => {
  let isCancelled = false;
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    cancel() {
      isCancelled = true;
    },
  });
  const out = new PassThrough();
  const invocation = createLambdaStreamHandler({ fetch: () => new Response(source) })(
    apiEvent('/'),
    out,
    sampleContext,
  );
  setTimeout(() => out.destroy(), 10);
  await expect(invocation).rejects.toThrow();
  expect(isCancelled).toBe(true);
});

test('streamHandler, an app that does not answer in time, answers 504 (attack 77)', async () => {
  const app = recordingApp();
  app.get('/', () => new Promise(() => {}));
  const { bytes, isEnded } = await call(app, apiEvent('/'), 3100);
  expect(head).toMatchObject({ statusCode: 504 });
  expect([JSON.parse(bytes).status, isEnded]).toEqual([504, true]);
});

test.each([
  ['is still being made', 10],
  ['is not taken by its client', 100_000],
])('streamHandler, a stream that %s when time is up, is destroyed and its source cancelled', async (_, pieceBytes) => {
  let isCancelled = false;
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (!isCancelled) controller.enqueue(new Uint8Array(pieceBytes));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const out = new PassThrough();
  const context = { ...sampleContext, getRemainingTimeInMillis: () => reserveMs + 500 };
  const invocation = createLambdaStreamHandler({ fetch: () => new Response(source) })(apiEvent('/'), out, context);
  await expect(invocation).rejects.toMatchObject({ name: 'DeadlineReached' });
  expect([out.destroyed, out.writableEnded, isCancelled]).toEqual([true, false, true]);
});

test.each([undefined, {}])(
  'streamHandler, outside of Lambda with the global %j, rejects with the reason',
  async (given) => {
    globalThis.awslambda = given;
    const handler = createLambdaStreamHandler({ fetch: () => new Response('never') });
    await expect(handler(apiEvent('/'), new PassThrough(), sampleContext)).rejects.toThrow('awslambda');
  },
);

async function call(app: App, event: unknown = apiEvent('/'), remainingMs = 28_000) {
  const context = { ...sampleContext, getRemainingTimeInMillis: () => remainingMs };
  const chunks: Buffer[] = [];
  let writes = 0;
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      writes += 1;
      chunks.push(chunk);
      done();
    },
  });
  const lines: Record<string, unknown>[] = [];
  const handler = createLambdaStreamHandler(app, { writeLine: (line) => lines.push(line) });
  const error: unknown = await handler(event, out, context).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const bytes = Buffer.concat(chunks).toString();
  return { bytes, writes, lines, error, isEnded: out.writableEnded, isDestroyed: out.destroyed };
}

function pieces(...texts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}
