import '../src/text-response.ts';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { bodyText } from '../src/text-response.ts';

const NativeResponse = Object.getPrototypeOf(await fetch('data:,')).constructor;

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

test.each(Object.entries(ordinary))(
  'a Response of %s is like a real one in all that can be asked',
  async (_, parts) => {
    const [ours, real] = [new Response(...parts()), new NativeResponse(...parts())];
    expect(ours).toBeInstanceOf(Response);
    expect(inspect(ours)).toContain(`status: ${real.status}`);
    expect([...ours.headers]).toEqual([...real.headers]);
    for (const name of ['status', 'statusText', 'ok', 'type', 'url', 'redirected', 'bodyUsed'] as const) {
      expect(ours[name], name).toBe(real[name]);
    }
    expect(ours.body === null).toBe(real.body === null);
    const [copy, realCopy] = [ours.clone(), real.clone()];
    expect([...copy.headers]).toEqual([...realCopy.headers]);
    expect(await copy.text()).toBe(await realCopy.text());
    expect(await ours.bytes()).toEqual(await real.bytes());
    expect(ours.bodyUsed).toBe(real.bodyUsed);
  },
);

test.each([
  ['a status out of range', () => new Response('', { status: 199 })],
  ['a status out of range at the top', () => new Response('', { status: 600 })],
  ['a body where the status has none', () => new Response('x', { status: 204 })],
  ['an empty body where the status has none', () => new Response('', { status: 304 })],
  ['a header name that is none', () => new Response('', { headers: { 'a b': 'c' } })],
  ['a line break in a header', () => new Response('', { headers: { a: 'b\r\nc: d' } })],
])('a Response with %s is refused when it is made', (_, make) => {
  expect(make).toThrow();
});

test('a string stays a string until the stream is asked for', async () => {
  const response = new Response('text');
  expect(bodyText(response)).toBe('text');
  expect(response.body).toBeInstanceOf(ReadableStream);
  expect(bodyText(response)).toBeUndefined();
  expect(await response.text()).toBe('text');
});

test('a Response made from another has its status and headers, and what is changed later shows in a clone', async () => {
  const first = new Response('text', { status: 202, headers: { 'x-a': 'b' } });
  const second = new Response(first.body, first);
  expect([second.status, second.headers.get('x-a'), await second.text()]).toEqual([202, 'b', 'text']);
  const third = new Response('text');
  third.headers.set('x-late', '1');
  expect(third.clone().headers.get('x-late')).toBe('1');
  expect([...new Response(null, third).headers.keys()]).toContain('x-late');
});

test('classes that extend Response and its static functions are the real ones', async () => {
  class Page extends Response {}
  expect(new Page('x')).toBeInstanceOf(Page);
  expect(await new Page('x').text()).toBe('x');
  expect(await Response.json({ a: 1 }).json()).toEqual({ a: 1 });
  expect(Response.redirect('https://example.com/').status).toBe(302);
});
