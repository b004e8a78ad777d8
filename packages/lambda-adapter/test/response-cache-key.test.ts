import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { responseCacheKey } from '../src/response-cache-key.ts';

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly request?: Record<string, string>;
  readonly response?: Record<string, string>;
  readonly secret?: string;
}

const urlA = 'https://a.example/report?x=1';
const tag = { etag: '"v1"' };
const publicAnswer = { ...tag, 'cache-control': 'public, max-age=60' };
const value = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,20}[\x21-\x7e])?$/);

describe('responseCacheKey, gives a key', () => {
  test.each<[string, Asked]>([
    ['for a GET with a strong ETag', { response: tag }],
    [
      'for an ETag with every character that it may have',
      { response: { etag: '"!#$%&\'()*/:;<=>?@[\\]^_`{|}~\x80\xff"' } },
    ],
    ['for an X-Spill-Key', { response: { 'x-spill-key': 'k' } }],
    ['for an X-Spill-Key of a POST', { method: 'POST', response: { 'x-spill-key': 'k' } }],
    ['for an X-Spill-Key with Vary: *', { response: { 'x-spill-key': 'k', vary: '*' } }],
  ])('%s', (_, asked) => expect(nameOf(asked)).toMatch(/^[\w-]{43}$/));
});

describe('responseCacheKey, gives null', () => {
  test.each<[string, Asked]>([
    ['without an ETag', {}],
    ['for an empty X-Spill-Key', { response: { 'x-spill-key': '' } }],
    ['for a weak ETag', { response: { etag: 'W/"v1"' } }],
    ['for an ETag without quotes', { response: { etag: 'v1' } }],
    ['for an empty ETag', { response: { etag: '""' } }],
    ['for two ETags', { response: { etag: '"a", "b"' } }],
    ['for the ETag of a POST, which is not about this URL', { method: 'POST', response: tag }],
    ['for an answer that varies by everything', { response: { ...tag, vary: 'Accept, *' } }],
  ])('%s', (_, asked) => expect(nameOf(asked)).toBeNull());
});

describe('responseCacheKey, differs (attack 56)', () => {
  test.each<[string, Asked, Asked]>([
    ['from URL to URL', { response: tag }, { response: tag, url: `${urlA}&y=2` }],
    ['from host to host', { response: tag }, { response: tag, url: urlA.replace('a.', 'b.') }],
    ['between ETag and X-Spill-Key', { response: { etag: '"v1"' } }, { response: { 'x-spill-key': '"v1"' } }],
    ['by the type of the bytes', { response: tag }, { response: { ...tag, 'content-type': 'text/html' } }],
    ['by their coding', { response: tag }, { response: { ...tag, 'content-encoding': 'gzip' } }],
    ['by their length', { response: tag }, { response: { ...tag, 'content-length': '9' } }],
    ['by the file name', { response: tag }, { response: { ...tag, 'content-disposition': 'attachment' } }],
    ['between public and private', { response: tag }, { response: publicAnswer }],
    ['by the secret', { response: publicAnswer }, { response: publicAnswer, secret: 'another' }],
    ...['public, private', 'public, no-store', 'private="public"', 'x="a, public, b"', 'publicly'].map(
      (cacheControl): [string, Asked, Asked] => [
        `by the cookie, with Cache-Control: ${cacheControl}`,
        { response: { ...tag, 'cache-control': cacheControl }, request: { cookie: 'a' } },
        { response: { ...tag, 'cache-control': cacheControl }, request: { cookie: 'b' } },
      ],
    ),
    [
      'by the cookie, when a public answer sets one',
      { response: { ...publicAnswer, 'set-cookie': 's=1' }, request: { cookie: 'a' } },
      { response: { ...publicAnswer, 'set-cookie': 's=1' }, request: { cookie: 'b' } },
    ],
    [
      'by what a public answer varies by',
      { response: { ...publicAnswer, vary: 'Accept-Language, Cookie' }, request: { cookie: 'a' } },
      { response: { ...publicAnswer, vary: 'Accept-Language, Cookie' }, request: { cookie: 'b' } },
    ],
  ])('%s', (_, one, other) => expect(nameOf(one)).not.toBe(nameOf(other)));

  test('by any request header that can identify a user', () => {
    const header = fc.constantFrom(
      'cookie',
      'authorization',
      'x-api-key',
      'x-amz-security-token',
      'x-user',
      'from',
      'x-tenant',
      ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-user', 'x-forwarded-email', 'x-forwarded-client-cert'],
      ...['forwarded', 'cloudfront-viewer-country', 'if-user', 'accept-as'],
    );
    fc.assert(
      fc.property(header, value, value, (name, one, other) => {
        const named = [one, other].map((sent) => nameOf({ response: tag, request: { [name]: sent } }));
        expect(named[0] === named[1]).toBe(one === other);
        expect(named[0]).not.toBe(nameOf({ response: tag }));
      }),
    );
  });

  test('for parts that join to the same text but are cut elsewhere', () => {
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        const one = nameOf({ response: { 'x-spill-key': a }, request: { authorization: b } });
        const other = nameOf({ response: { 'x-spill-key': c }, request: { authorization: d } });
        expect(one === other).toBe(a === c && b === d);
      }),
    );
  });
});

describe('responseCacheKey, is the same', () => {
  test('for the same user, whichever way the request comes', () => {
    const how = fc.constantFrom(
      ...['accept', 'accept-encoding', 'accept-language', 'user-agent', 'referer', 'range', 'if-none-match', 'via'],
      ...['x-forwarded-proto', 'x-amzn-trace-id', 'sec-fetch-site', 'sec-ch-ua', 'traceparent', 'x-amz-cf-id'],
    );
    fc.assert(
      fc.property(how, value, (name, sent) => {
        const request = { cookie: 'session=A' };
        expect(nameOf({ response: tag, request: { ...request, [name]: sent } })).toBe(
          nameOf({ response: tag, request }),
        );
      }),
    );
  });

  test('for a public response, with and without a session', () => {
    fc.assert(
      fc.property(value, (cookie) => {
        expect(nameOf({ response: publicAnswer, request: { cookie } })).toBe(nameOf({ response: publicAnswer }));
      }),
    );
  });

  test('of an X-Spill-Key at every URL', () => {
    const response = { 'x-spill-key': 'k' };
    expect(nameOf({ response, url: 'https://a.example/other' })).toBe(nameOf({ response }));
  });
});

function nameOf({
  method = 'GET',
  url = urlA,
  request = {},
  response = {},
  secret = 'a secret',
}: Asked): string | null {
  return responseCacheKey(
    new Request(url, { method, headers: request }),
    new Response(null, { headers: response }),
    secret,
  );
}
