import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpEvent } from '../src/event.ts';
import { exchange, type RawRequest, send } from './request.ts';
import { type Started, startShared } from './start.ts';

let gateway: Started;
beforeAll(async () => {
  gateway = await startShared('echo', { processes: 1 });
});
afterAll(() => gateway.close());

async function eventOf(target: string, raw?: RawRequest): Promise<HttpEvent> {
  return JSON.parse((await send(gateway.url, target, raw)).text).event;
}

describe('toEvent, the path', () => {
  it.each([
    ['/', '/'],
    ['/files/a%2Fb', '/files/a/b'],
    ['/files/a%23b', '/files/a#b'],
    ['/%C3%A9t%C3%A9', '/été'],
    ['/a%20b+c', '/a b+c'],
    ['/a%252Fb', '/a%2Fb'],
    ['/a/../b//c/', '/a/../b//c/'],
    ['/%2e%2e/%5c', '/../\\'],
    ['/nul%00', '/nul\0'],
    ['/100%', '/100%'],
    ['/%zz', '/%zz'],
    ['/%ff', '/\ufffd'],
    ['/%e2%82', '/\ufffd'],
  ])('%s, arrives decoded once as %j', async (target, path) => {
    const event = await eventOf(target);

    expect(event.rawPath).toBe(path);
    expect(event.requestContext.http.path).toBe(path);
    expect(event.rawQueryString).toBe('');
  });

  it('an encoded question mark, stays in the path before the query', async () => {
    const event = await eventOf('/files/a%3Fadmin=true?x=1');

    expect(event.rawPath).toBe('/files/a');
    expect(event.rawQueryString).toBe('x=1');
  });

  it('an absolute request target, gives the path within it', async () => {
    const event = await eventOf('http://elsewhere.example/a%2Fb?x=1');

    expect(event.rawPath).toBe('/a/b');
    expect(event.rawQueryString).toBe('x=1');
  });
});

describe('toEvent, the query', () => {
  it('repeated and encoded parameters, is raw in one field, decoded and joined in the other', async () => {
    const event = await eventOf('/?a=1&a=2&b=%20+%2C&c&%C3%A9=%2B&__proto__=x');

    expect(event.rawQueryString).toBe('a=1&a=2&b=%20+%2C&c&%C3%A9=%2B&__proto__=x');
    expect(Object.entries(event.queryStringParameters ?? {})).toEqual([
      ['a', '1,2'],
      ['b', '  ,'],
      ['c', ''],
      ['é', '+'],
      ['__proto__', 'x'],
    ]);
  });

  it('no query, is an empty string without parameters', async () => {
    expect(await eventOf('/')).toMatchObject({ rawQueryString: '' });
    expect(await eventOf('/?')).not.toHaveProperty('queryStringParameters');
  });

  it('a second question mark, keeps it', async () => {
    expect(await eventOf('/?a=b?c')).toMatchObject({ rawQueryString: 'a=b?c', queryStringParameters: { a: 'b?c' } });
  });
});

describe('toEvent, the headers', () => {
  it('repeated names in capitals, are in lower case and joined with commas', async () => {
    const { headers } = await eventOf('/', { headers: ['X-One', 'a', 'x-two', 'b', 'x-one', 'c, d'] });

    expect(headers).toMatchObject({ 'x-one': 'a,c, d', 'x-two': 'b' });
  });

  it('two Cookie headers, stand in the field of cookies', async () => {
    const event = await eventOf('/', { headers: ['Cookie', 'a=1; b="2;3"', 'cookie', 'c=4;;d'] });

    expect(event.cookies).toEqual(['a=1', 'b="2', '3"', 'c=4', 'd']);
    expect(event.headers).not.toHaveProperty('cookie');
    expect(await eventOf('/')).not.toHaveProperty('cookies');
  });

  it('bytes that are no UTF-8, have U+FFFD in their place', async () => {
    const sent = Buffer.from('ü語🥾').toString('latin1');
    const event = await eventOf('/', { headers: ['X-Name', sent, 'X-Other', 'a\xfc', 'Cookie', `a=${sent}`] });

    expect(event.headers).toMatchObject({ 'x-name': 'ü語🥾', 'x-other': 'a\ufffd' });
    expect(event.cookies).toEqual(['a=ü語🥾']);
  });

  it('X-Forwarded headers of a client, stand before those of the gateway', async () => {
    const { headers } = await eventOf('/', { headers: ['X-Forwarded-For', '6.6.6.6', 'X-Forwarded-Proto', 'gopher'] });

    expect(headers['x-forwarded-for']).toBe('6.6.6.6, 127.0.0.1');
    expect(headers['x-forwarded-proto']).toBe('http');
    expect(headers['x-forwarded-port']).toBe(new URL(gateway.url).port);
    expect(headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('a trace id of the client, keep it', async () => {
    const trace = 'Root=1-67891233-abcdef012345678912345678';

    expect((await eventOf('/', { headers: ['X-Amzn-Trace-Id', trace] })).headers['x-amzn-trace-id']).toBe(trace);
  });

  it('a chunked body and headers of the connection, have the length and no connection', async () => {
    const lines = [
      'POST / HTTP/1.1',
      'host: a',
      'connection: close, x-hop',
      'te: trailers',
      'transfer-encoding: chunked',
    ];
    const response = await exchange(gateway.url, `${lines.join('\r\n')}\r\n\r\n5\r\nhello\r\n0\r\n\r\n`);
    const { headers, body }: HttpEvent = JSON.parse(response.slice(response.indexOf('\r\n\r\n'))).event;

    expect(Buffer.from(body ?? '', 'base64').toString()).toBe('hello');
    expect(headers['content-length']).toBe('5');
    for (const name of ['connection', 'te', 'transfer-encoding']) expect(headers).not.toHaveProperty(name);
  });

  it('no body, have a length of 0', async () => {
    expect((await eventOf('/')).headers['content-length']).toBe('0');
  });
});

describe('toEvent, the body', () => {
  it.each([
    'text/plain',
    'TEXT/csv; charset=utf-8',
    'application/json',
    'application/xml',
    'application/javascript; x=y',
  ])('the type %s, is text', async (type) => {
    const event = await eventOf('/', { method: 'POST', headers: ['Content-Type', type], body: 'é\u2028"\\' });

    expect(event).toMatchObject({ body: 'é\u2028"\\', isBase64Encoded: false });
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/problem+json',
    'image/svg+xml',
    '',
  ])('the type %j, is base64', async (type) => {
    const event = await eventOf('/', { method: 'POST', headers: type ? ['Content-Type', type] : [], body: 'a=1' });

    expect(event).toMatchObject({ body: 'YT0x', isBase64Encoded: true });
  });

  it('an empty body, is left out', async () => {
    const event = await eventOf('/', { method: 'POST', headers: ['Content-Type', 'image/png'], body: '' });

    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });

  it('any method, is given', async () => {
    expect(await eventOf('/', { method: 'GET', body: 'x' })).toMatchObject({ body: 'eA==' });
    expect(await eventOf('/', { method: 'DELETE', body: 'x' })).toMatchObject({ body: 'eA==' });
  });
});

describe('toEvent, the request context', () => {
  it('a GET, has every field', async () => {
    const before = Date.now();
    const { requestContext, ...event } = await eventOf('/a', { method: 'PATCH', headers: ['User-Agent', 'test/1'] });
    const { host, hostname } = new URL(gateway.url);

    expect(event).toMatchObject({ version: '2.0', routeKey: '$default' });
    expect(requestContext).toMatchObject({ accountId: '123456789012', routeKey: '$default', stage: '$default' });
    expect(requestContext.domainName).toBe(host);
    expect(requestContext.domainPrefix).toBe('127');
    expect(requestContext.http).toEqual({
      method: 'PATCH',
      path: '/a',
      protocol: 'HTTP/1.1',
      sourceIp: hostname,
      userAgent: 'test/1',
    });
    expect(requestContext.requestId).toMatch(/^[\w-]{15}=$/);
    expect(requestContext.timeEpoch).toBeGreaterThanOrEqual(before);
    expect(requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  });

  it('a GET, has the id that the client gets in apigw-requestid', async () => {
    const answer = await send(gateway.url, '/');

    expect(answer.headers['apigw-requestid']).toBe(JSON.parse(answer.text).event.requestContext.requestId);
  });
});

describe('toEvent, any request', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}$/);
  const headerValue = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,30}[\x21-\x7e])?$/);
  const query = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), { maxLength: 5 });

  it('arrives with every query parameter, header, cookie and byte', { timeout: 20_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.array(fc.tuple(token, headerValue), { maxLength: 5 }),
        fc.array(fc.tuple(token, fc.stringMatching(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/)), { maxLength: 4 }),
        fc.uint8Array({ maxLength: 200 }),
        async (parameters, headers, cookies, bytes) => {
          const search = new URLSearchParams(parameters).toString();
          const named = headers.map(([name, value]): [string, string] => [`x-${name}`, value]);
          const cookieHeader = cookies.length ? ['Cookie', cookies.map((pair) => pair.join('=')).join('; ')] : [];
          const raw = { method: 'POST', headers: [...named.flat(), ...cookieHeader], body: Buffer.from(bytes) };

          const event = await eventOf(`/path?echo=1&${search}`, raw);

          expect(event.rawQueryString).toBe(`echo=1&${search}`);
          expect(event.queryStringParameters).toMatchObject(joined([['echo', '1'], ...parameters]));
          expect(event.headers).toMatchObject(joined(named.map(([name, value]) => [name.toLowerCase(), value])));
          expect(event.cookies ?? []).toEqual(cookies.map((pair) => pair.join('=')));
          expect(Buffer.from(event.body ?? '', 'base64')).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('arrives with its path decoded once', { timeout: 20_000 }, async () => {
    const segments = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(segments, async (names) => {
        const { rawPath } = await eventOf(`/${names.map(encodeURIComponent).join('/')}`);

        expect(rawPath).toBe(`/${names.join('/')}`.split('?', 1)[0]);
      }),
      { numRuns: 100 },
    );
  });

  function joined(pairs: [string, string][]): Record<string, string> {
    const names = new Set(pairs.map(([name]) => name));
    const valuesOf = (wanted: string) => pairs.filter(([name]) => name === wanted).map(([, value]) => value);
    return Object.fromEntries([...names].map((name) => [name, valuesOf(name).join(',')]));
  }
});
