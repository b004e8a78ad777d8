import { describe, expect, it } from 'vitest';
import { createLambdaHandler } from '../src/handler.ts';
import { apiEvent, sampleContext } from './events.ts';

const ordinary: Record<string, () => [BodyInit | null | undefined, ResponseInit | undefined]> = {
  'a string': () => ['ü', undefined],
  'an empty string': () => ['', {}],
  nothing: () => [undefined, undefined],
  'null with a status': () => [null, { status: 204 }],
  'a string with a type': () => ['{}', { status: 201, headers: { 'Content-Type': 'application/json' } }],
  'repeated cookies': () => [
    '',
    {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    },
  ],
  Headers: () => ['', { headers: new Headers({ 'x-a': 'b' }) }],
  'half a character': () => ['\ud800', undefined],
  'a status text': () => ['', { statusText: 'Fine' }],
  bytes: () => [new Uint8Array([1, 0xff]), undefined],
  'form fields': () => [new URLSearchParams({ a: 'ü' }), undefined],
};

describe('createLambdaHandler', () => {
  it.each(Object.entries(ordinary))(
    'a Response of %s, answers with its status, headers and bytes',
    async (_, parts) => {
      const response = new Response(...parts());
      const expected = response.clone();
      const result = await createLambdaHandler({ fetch: () => response })(apiEvent('/'), sampleContext);
      expect(result.statusCode).toBe(expected.status);
      expect(result.cookies ?? []).toEqual(expected.headers.getSetCookie());
      expect(Object.entries(result.headers)).toEqual([...expected.headers].filter(([name]) => name !== 'set-cookie'));
      expect(Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8')).toEqual(
        Buffer.from(await expected.arrayBuffer()),
      );
    },
  );

  it.each(['GET', 'HEAD'])('%s, a Response without a body and a Content-Length, fails only for GET', async (method) => {
    const app = { fetch: () => new Response(null, { headers: { 'content-length': '5' } }) };
    const { statusCode } = await createLambdaHandler(app)(apiEvent('/', { method }), sampleContext);
    expect(statusCode).toBe(method === 'GET' ? 502 : 200);
  });

  it('a Response made from another, answers with the status, headers and body of the first', async () => {
    const first = new Response('text', { status: 202, headers: { 'x-a': 'b' } });
    const app = { fetch: () => new Response(first.body, first) };
    expect(await createLambdaHandler(app)(apiEvent('/'), sampleContext)).toMatchObject({
      statusCode: 202,
      headers: { 'x-a': 'b' },
      body: 'text',
    });
  });

  it('a class that extends Response, answers with its status, headers and body', async () => {
    class Page extends Response {}
    const app = { fetch: () => new Page('x', { status: 202 }) };
    expect(await createLambdaHandler(app)(apiEvent('/'), sampleContext)).toMatchObject({ statusCode: 202, body: 'x' });
  });
});
