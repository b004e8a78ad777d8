import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { HttpEvent } from '../src/event.ts';
import { createLambdaHandler } from '../src/handler.ts';
import { apiEvent, sampleContext } from './events.ts';
import { recordingApp } from './recording-app.ts';

const invalidEvents: Record<string, [event: HttpEvent, status: number]> = {
  'a method that is no token': [apiEvent('/', { method: 'GE T' }), 400],
  'an empty method': [apiEvent('/', { method: '' }), 400],
  TRACE: [apiEvent('/', { method: 'TRACE' }), 501],
  CONNECT: [apiEvent('/', { method: 'CONNECT' }), 501],
  'a host that is none': [apiEvent('/', { host: 'evil.example/@x' }), 400],
  'a host that is no address': [apiEvent('/', { host: '999.1.1.1' }), 400],
  'a port above 65535': [apiEvent('/', { host: 'example.com:65536' }), 400],
  'a header name with a space': [apiEvent('/', { headers: { 'a b': 'c' } }), 400],
  'an empty header name': [apiEvent('/', { headers: { '': 'c' } }), 400],
  'a line break in a header': [apiEvent('/', { headers: { a: 'b\r\nset-cookie: c=d' } }), 400],
  'NUL in a header': [apiEvent('/', { headers: { a: 'b\0' } }), 400],
  'a line break in a cookie': [apiEvent('/', { cookies: ['a=b\r\nx: y'] }), 400],
  'a body that is no base64': [apiEvent('/', { method: 'POST', body: 'a*b=', isBase64Encoded: true }), 400],
  'base64 without its padding': [apiEvent('/', { method: 'POST', body: 'YQ', isBase64Encoded: true }), 400],
  'base64 of URLs': [apiEvent('/', { method: 'POST', body: '_-8=', isBase64Encoded: true }), 400],
  'base64 with a line break': [apiEvent('/', { method: 'POST', body: 'YW\nJj', isBase64Encoded: true }), 400],
};

test.each(Object.entries(invalidEvents))(
  "createLambdaHandler, an event with %s, answers in the app's error form with its headers (attack 92)",
  async (_, refused) => {
    const [event, status] = refused;
    const app = recordingApp();
    app.all('*', () => Promise.reject(new Error('no route may run')));
    const answer = await createLambdaHandler(app)(event, sampleContext);
    expect(answer).toMatchObject({
      statusCode: status,
      headers: {
        'content-type': 'application/problem+json',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'JKJaXmPLvHcESHA=',
      },
    });
    expect(app.recorded).toHaveLength(1);
  },
);

test('POST /late, a body that fails after its first bytes, answers 502 in the app’s error form and runs the route once (attack 92)', async () => {
  const app = recordingApp();
  const cause = new Error('the source broke');
  app.post('/late', () => new Response(brokenStream(cause), { headers: { 'content-type': 'text/plain' } }));
  const answer = await createLambdaHandler(app)(apiEvent('/late', { method: 'POST', body: 'x' }), sampleContext);
  expect(answer).toMatchObject({ statusCode: 502, headers: { 'x-content-type-options': 'nosniff' } });
  expect(app.recorded.map(({ method }) => method)).toEqual(['POST', 'GET']);
  expect(app.recorded.map(({ headers }) => headers['content-length'])).toEqual(['1', undefined]);
  expect(app.recorded.map(({ headers }) => headers.accept)).toEqual(['*/*', '*/*']);
  expect(app.recorded[1]?.env.adapterError?.cause).toBe(cause);
  expect(answer.body).not.toContain('the source broke');
});

const slow = new DOMException('Nothing came for 9 ms.', 'TimeoutError');
const circle = new Error('around');
circle.cause = new Error('and around', { cause: circle });

test.each([
  ['is itself a timeout', 504, slow],
  ['has a timeout as its cause', 504, new Error('broken', { cause: new Error('below', { cause: slow }) })],
  ['says so only in its message', 502, new Error('TimeoutError')],
  ['has causes in a circle', 502, circle],
  ['is an abort', 502, new DOMException('Stopped.', 'AbortError')],
  ['is no error', 502, 'TimeoutError'],
])('GET, a body whose failure %s, answers %i (attack 77)', async (_, status, error) => {
  const app = recordingApp();
  app.get('/', () => new Response(brokenStream(error)));
  const { statusCode, body } = await createLambdaHandler(app)(apiEvent('/'), sampleContext);
  expect([statusCode, JSON.parse(body).detail]).toEqual([status, expect.stringContaining('try again')]);
  expect(app.recorded[1]?.env.adapterError?.cause).toBe(error);
});

test.each([
  ['throws something that is no Error', () => Promise.reject('a string')],
  ['answers with a network error', () => Response.error()],
  ['answers with a stream of strings', () => new Response(streamOf('text'))],
  ['answers with a body that has been read', async () => read(new Response(streamOf(new Uint8Array(1))))],
  ['promises more bytes than it gives', () => new Response('short', { headers: { 'content-length': '6' } })],
  ['gives more bytes than it promises', () => new Response('longer', { headers: { 'content-length': '5' } })],
  ['has a Content-Length that is no number', () => new Response('x', { headers: { 'content-length': 'x' } })],
])('GET, an app that %s, answers 502 and no half body', async (_, route) => {
  expect(await createLambdaHandler({ fetch: route })(apiEvent('/'), sampleContext)).toMatchObject({
    statusCode: 502,
    isBase64Encoded: false,
  });
});

test('HEAD, an adapter error, answers without a body', async () => {
  const app = recordingApp();
  app.get('/', () => Promise.reject('a string'));
  const answer = await createLambdaHandler(app)(apiEvent('/', { method: 'HEAD' }), sampleContext);
  expect(answer).toMatchObject({ statusCode: 502, body: '' });
  expect(app.recorded.map(({ method }) => method)).toEqual(['HEAD', 'HEAD']);
});

test('GET, an invalid event and an app that ignores adapterError, answers 400 (attack 92)', async () => {
  const app = new Hono();
  app.all('*', (c) => c.text('the home page'));
  const answer = await createLambdaHandler(app)(apiEvent('/', { headers: { 'a b': 'c' } }), sampleContext);
  expect(answer).toMatchObject({
    statusCode: 400,
    headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' },
  });
  expect(JSON.parse(answer.body)).toMatchObject({ status: 400, title: 'Bad Request' });
});

test('GET, an app whose error page fails too, answers a plain problem document', async () => {
  const fails = { fetch: () => Promise.reject(new Error('everything fails')) };
  const answer = await createLambdaHandler(fails)(apiEvent('/'), sampleContext);
  expect(answer).toMatchObject({ statusCode: 502, headers: { 'content-type': 'application/problem+json' } });
  expect(answer.body).not.toContain('everything fails');
});

function brokenStream(cause: unknown): ReadableStream<Uint8Array> {
  const pieces = [new Uint8Array(1000), new Uint8Array(1000)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.error(cause);
    },
  });
}

function streamOf(chunk: unknown): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(response: Response): Promise<Response> {
  await response.arrayBuffer();
  return response;
}
