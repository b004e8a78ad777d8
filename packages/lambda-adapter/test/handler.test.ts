import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLambdaHandler, type OversizedResponse } from '../src/handler.ts';
import { apiEvent, sampleContext } from './events.ts';

const largeBytes = 8_000_000;
const upstream = createServer((request, response) => {
  const isLarge = request.url === '/large';
  response.setHeader('set-cookie', ['a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'b=2']);
  response.setHeader('content-type', 'application/octet-stream');
  response.end(isLarge ? Buffer.alloc(largeBytes, 7) : Buffer.from([0xff, 0xd8]));
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  // True because the server listens on a TCP port.
  origin = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
afterAll(() => upstream.close());

test('GET, a Response of fetch with immutable headers, answers with each of its cookies', async () => {
  const answer = await createLambdaHandler({ fetch: () => fetch(`${origin}/small`) })(apiEvent('/'), sampleContext);
  expect(answer).toMatchObject({
    statusCode: 200,
    cookies: ['a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'b=2'],
    body: '/9g=',
    isBase64Encoded: true,
  });
  expect(Object.keys(answer.headers)).not.toEqual(expect.arrayContaining(['set-cookie']));
  expect(Object.keys(answer.headers)).not.toEqual(expect.arrayContaining(['connection']));
});

test.each([
  ['HEAD', 200],
  ['GET', 204],
  ['GET', 205],
  ['GET', 304],
])('%s, a response of %i with a body, answers without one and cancels its source', async (method, status) => {
  const source = endless();
  const response = status === 200 ? new Response(source.stream) : withStatus(new Response(source.stream), status);
  const answer = await createLambdaHandler({ fetch: () => response })(apiEvent('/', { method }), sampleContext);
  expect(answer).toMatchObject({ statusCode: status, body: '', isBase64Encoded: false });
  expect(source.isCancelled()).toBe(true);
});

test('HEAD, a response with a Content-Length, keeps it', async () => {
  const fetch = () => new Response(null, { headers: { 'content-length': '12345' } });
  const answer = await createLambdaHandler({ fetch })(apiEvent('/', { method: 'HEAD' }), sampleContext);
  expect(answer.headers['content-length']).toBe('12345');
});

test('GET, a body above the limit of Lambda, goes whole to spill, whose response is the result', async () => {
  let given: (OversizedResponse & { readonly bytes: Buffer }) | undefined;
  const handler = createLambdaHandler(
    { fetch: () => fetch(`${origin}/large`) },
    {
      spill: async (oversized) => {
        given = { ...oversized, bytes: await buffer(oversized.body.chunks()) };
        return new Response(null, { status: 302, headers: { location: 'https://bucket.example/spilled' } });
      },
    },
  );
  const answer = await handler(apiEvent('/report'), sampleContext);
  expect(answer).toMatchObject({ statusCode: 302, headers: { location: 'https://bucket.example/spilled' }, body: '' });
  expect(given?.bytes.equals(Buffer.alloc(largeBytes, 7))).toBe(true);
  expect(given?.request.url).toMatch(/\/report$/);
  expect(given?.response.headers.get('content-type')).toBe('application/octet-stream');
  expect(given && given.cutOffAt - Date.now()).toBeGreaterThan(20_000);
});

test('GET, a Content-Length above the limit of Lambda, goes to spill before the body is read', async () => {
  const source = endless();
  const response = new Response(source.stream, { headers: { 'content-length': '7000000' } });
  const spill = async ({ body }: OversizedResponse) => {
    return { status: 504, detail: `${source.pulls()} pulls of ${body.declaredBytes} bytes` };
  };
  const answer = await createLambdaHandler({ fetch: () => response }, { spill })(apiEvent('/'), sampleContext);
  expect(answer.statusCode).toBe(504);
  expect(JSON.parse(answer.body).detail).toMatch(/^[01] pulls of 7000000 bytes$/);
  expect(source.isCancelled()).toBe(true);
});

test('GET, an endless body, is read as far as the limit of Lambda and then cancelled (attack 66)', async () => {
  const source = endless();
  const answer = await createLambdaHandler({ fetch: () => new Response(source.stream) })(apiEvent('/'), sampleContext);
  expect(answer.statusCode).toBe(502);
  expect(source.pulls()).toBeLessThan(105);
  expect(source.isCancelled()).toBe(true);
});

test('GET, a spill that fails, answers 502 and cancels the source', async () => {
  const source = endless();
  const spill = () => Promise.reject(new Error('no bucket'));
  const handler = createLambdaHandler({ fetch: () => new Response(source.stream) }, { spill });
  expect(await handler(apiEvent('/'), sampleContext)).toMatchObject({ statusCode: 502 });
  expect(source.isCancelled()).toBe(true);
});

test('GET, a spill whose response is too large itself, answers 502', async () => {
  const spill = async () => new Response('x'.repeat(7_000_000));
  const fetch = () => new Response('x'.repeat(7_000_000));
  expect(await createLambdaHandler({ fetch }, { spill })(apiEvent('/'), sampleContext)).toMatchObject({
    statusCode: 502,
  });
});

test('GET, requests that overlap, answers each with its own response', async () => {
  const handler = createLambdaHandler({ fetch: async (request) => new Response(await request.text()) });
  const bodies = Array.from({ length: 50 }, (_, number) => `body ${number}`);
  const answers = await Promise.all(
    bodies.map((body) => handler(apiEvent('/', { method: 'POST', body }), sampleContext)),
  );
  expect(answers.map(({ body }) => body)).toEqual(bodies);
});

function endless() {
  let [pulls, isCancelled] = [0, false];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { stream, pulls: () => pulls, isCancelled: () => isCancelled };
}

/** A real Response cannot have a body with such a status. An app may bring one of its own kind. */
function withStatus(response: Response, status: number): Response {
  return Object.defineProperty(response, 'status', { value: status });
}
