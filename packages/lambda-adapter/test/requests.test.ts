import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectInProportion } from '../../../test/support/in-proportion.ts';
import { reserveMs } from '../src/deadline.ts';
import type { HttpEvent } from '../src/event.ts';
import { readEvent } from '../src/read-event.ts';
import { apiEvent, sampleContext } from './events.ts';

const request = (event: HttpEvent): Request => readEvent(event, sampleContext).request;

test('readEvent, a GET, gives client address, request id and deadline', () => {
  const before = Date.now();
  const { env, cutOffAt } = readEvent(apiEvent('/'), sampleContext);
  expect(env).toEqual({ clientAddress: '192.0.2.7', requestId: 'JKJaXmPLvHcESHA=', deadlineAt: expect.any(Number) });
  expect(cutOffAt).toBeGreaterThanOrEqual(before + 28_000);
  expect(cutOffAt).toBeLessThanOrEqual(Date.now() + 28_000);
  expect(env.deadlineAt).toBe(cutOffAt - reserveMs);
});

test('readEvent, a POST, gives a Request with every field and method', async () => {
  const post = request(apiEvent('/a', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'ü' }));
  const real = new Request(post.url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'ü' });
  expect(post).toBeInstanceOf(Request);
  expect(post.headers).toBeInstanceOf(Headers);
  expect(inspect(post)).toContain(post.url);
  expect(inspect(post.headers)).toContain('text/plain');
  for (const name of ['method', 'url', 'mode', 'credentials', 'cache', 'redirect', 'referrer', 'bodyUsed'] as const) {
    expect(post[name], name).toEqual(real[name]);
  }
  expect(post.signal).toBeInstanceOf(AbortSignal);
  expect(post.body).toBeInstanceOf(ReadableStream);
  const copy = post.clone();
  expect(await copy.text()).toBe('ü');
  expect(await post.text()).toBe('ü');
  expect(post.bodyUsed).toBe(true);
});

test.each(['get', 'Post', 'patch', 'head'])('readEvent, the method %s, gives it in capitals', (method) => {
  const event = apiEvent('/a', { method, body: 'bytes' });
  expect(request(event).method).toBe(method.toUpperCase());
  expect(request(event).body === null).toBe(['get', 'head'].includes(method));
});

test('readEvent, a PUT, gives a Request that new Request takes with method, headers and body', async () => {
  const put = request(apiEvent('/a', { method: 'PUT', headers: { 'x-a': 'b' }, body: 'bytes' }));
  const other = new Request(put, { headers: { 'x-c': 'd' } });
  expect([other.method, other.url, other.headers.get('x-a'), other.headers.get('x-c')]).toEqual([
    'PUT',
    put.url,
    null,
    'd',
  ]);
  expect(await other.text()).toBe('bytes');
  const get = new Request(request(apiEvent('/a', { headers: { 'x-a': 'b' } })));
  expect([get.method, get.headers.get('x-a')]).toEqual(['GET', 'b']);
});

test('readEvent, a GET, gives a Request that fetch takes', async () => {
  const asked = request(apiEvent('/a'));
  await expect(fetch(asked, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
});

test('readEvent, a body, can be read as JSON, form and bytes', async () => {
  const post = (type: string, body: string): Request =>
    request(apiEvent('/', { method: 'POST', headers: { 'content-type': type }, body }));
  expect(await post('application/json', '{"a":[1]}').json()).toEqual({ a: [1] });
  expect((await post('application/x-www-form-urlencoded', 'a=%C3%BC').formData()).get('a')).toBe('ü');
  expect(await (await post('image/png', 'x').blob()).bytes()).toEqual(new Uint8Array([0x78]));
});

test('readEvent, any bytes as base64, gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const body = Buffer.from(bytes).toString('base64');
      const put = request(apiEvent('/', { method: 'PUT', body, isBase64Encoded: true }));
      expect(put.headers.get('content-length')).toBe(String(bytes.byteLength));
      expect(new Uint8Array(await put.arrayBuffer())).toEqual(bytes);
    }),
  );
});

test('readEvent, any headers, gives what new Headers gives', () => {
  const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/);
  const value = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '\t', ',', '"', '~', '\x7f', '\x01') });
  fc.assert(
    fc.property(fc.dictionary(name, value), name, (headers, other) => {
      fc.pre(new Set(Object.keys(headers).map((key) => key.toLowerCase())).size === Object.keys(headers).length);
      fc.pre(!Object.keys(headers).some((key) => /^(content-length|transfer-encoding)$/i.test(key)));
      const read = request(apiEvent('/', { headers })).headers;
      // From entries: a record would lose the name `__proto__`.
      const real = new Headers(Object.entries(headers));
      for (const key of [...Object.keys(headers), other, '__proto__', 'constructor']) {
        expect(read.get(key)).toBe(real.get(key));
        expect(read.get(key.toUpperCase())).toBe(real.get(key));
        expect(read.has(key)).toBe(real.has(key));
      }
      expect([...read]).toEqual([...real]);
      expect([...new Headers(read)]).toEqual([...real]);
    }),
  );
});

test('readEvent, a header named __proto__, is a header like others', () => {
  const { headers } = request(apiEvent('/', { headers: JSON.parse('{"__proto__": "x", "a": "b"}') }));
  expect([...headers]).toEqual([
    ['__proto__', 'x'],
    ['a', 'b'],
  ]);
});

test('readEvent, headers that the app changes, stay changed', () => {
  const { headers } = request(apiEvent('/', { headers: { a: '1', b: '2' } }));
  headers.set('a', 'changed');
  headers.delete('b');
  expect([headers.get('a'), headers.get('b'), headers.has('b')]).toEqual(['changed', null, false]);
  expect(() => headers.get('not a name')).toThrow(TypeError);
});

test('readEvent, a wrong Content-Length, gives the length of the body (CVE-2026-54288)', () => {
  const post = (length: string, body?: string): string | null =>
    request(
      apiEvent('/', { method: 'POST', headers: { 'content-length': length }, ...(body && { body }) }),
    ).headers.get('content-length');
  expect([post('1', 'three'), post('99999', 'three'), post('7'), post('nonsense', 'ü')]).toEqual(['5', '5', '0', '2']);
});

test('readEvent, 100,000 blanks within a header, reads them once and keeps them (attack 101)', async () => {
  const value = `ü${' '.repeat(100_000)}x`;
  await expectInProportion(value.length, () => {
    const { headers } = request(apiEvent('/', { headers: { 'x-a': ` \t${value}\t ` } }));
    expect(headers.get('x-a')).toHaveLength(100_003);
  });
});
