import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createLambdaHandler } from '../src/handler.ts';
import { encodePath, requestUrl } from '../src/url.ts';
import { apiEvent, functionUrlHost, sampleContext } from './events.ts';

/** Texts of every kind, rich in characters with a meaning in a URL. */
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '/',
      '.',
      '..',
      '%',
      '%2e',
      '%2F',
      '?',
      '#',
      '\\',
      '\0',
      '\t',
      '\n',
      '\r',
      ' ',
      'ü',
      '\ud800',
      '@',
      ':',
      ';',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});
const path = nasty.map((rest) => `/${rest}`);
const host = fc.constantFrom('id.execute-api.eu-central-1.amazonaws.com', functionUrlHost);

test('requestUrl, any path, stays a path without dot segments for every URL parser (attack 65)', () => {
  fc.assert(
    fc.property(path, host, nasty, (rawPath, host, rawQueryString) => {
      const url = requestUrl(apiEvent(rawPath, { host, rawQueryString })) ?? '';
      const parsed = new URL(url);
      expect(parsed.href).toBe(url);
      expect(parsed.host).toBe(host);
      expect(parsed.hash).toBe('');
      expect(parsed.search.length > 0).toBe(rawQueryString.length > 0);
      expect(parsed.pathname.split('/').length).toBe(rawPath.split('/').length);
    }),
  );
});

test('requestUrl, a path that an HTTP API decoded, gives the route the same text but for dot segments (attack 65)', () => {
  fc.assert(
    fc.property(path, (rawPath) => {
      const read = decodeURIComponent(encodePath(rawPath, true));
      if (/\/\.{1,2}(\/|$)/.test(rawPath)) expect(read).not.toMatch(/\/\.{1,2}(\/|$)/);
      else expect(read).toBe(rawPath.toWellFormed());
    }),
  );
});

test('requestUrl, a path of a function URL, keeps its escapes (attack 65)', () => {
  expect(encodePath('/a%2Fb%3fc%20d', false)).toBe('/a%2Fb%3fc%20d');
  expect(encodePath('/100%', false)).toBe('/100%25');
  expect(encodePath('/a%zz%4', false)).toBe('/a%25zz%254');
  expect(encodePath('/%2e%2E/%2e/.%2e', false)).toBe('/%252E%252E/%252E/%252E%252E');
});

test.each([
  'eu-central-1.on.aws',
  'us-gov-west-1.on.aws',
  'cn-north-1.on.amazonwebservices.com.cn',
  'eusc-de-east-1.on.amazonwebservices.eu',
  'us-iso-east-1.on.aws.ic.gov',
  'us-isob-east-1.on.aws.scloud',
])('requestUrl, a function URL of %s, keeps the escapes that were sent', (domain) => {
  const host = `abcdefghij.lambda-url.${domain}`;
  expect(requestUrl(apiEvent('/a%2Fb', { host }))).toBe(`https://${host}/a%2Fb`);
});

test.each([
  'lambda-url.example.com',
  'files.lambda-url.example.com',
  'lambda-url.eu-central-1.on.aws',
  'id.execute-api.eu-central-1.api.aws',
])('requestUrl, the HTTP API %s, encodes again what was decoded', (host) => {
  expect(requestUrl(apiEvent('/a%2Fb', { host }))).toBe(`https://${host}/a%252Fb`);
});

test.each([
  ['an encoded slash', '/files/a%2Fb', functionUrlHost],
  ['a decoded question mark', '/files/a?admin=true', undefined],
  ['a decoded hash', '/files/a#b', undefined],
  ['a decoded percent sign', '/files/a%2Fb', undefined],
  ['NUL', '/files/a\0b', undefined],
  ['a tab', '/files/a\tb', undefined],
  ['a newline', '/files/a\nb', undefined],
  ['a backslash', '/files/a\\b', undefined],
  ['two dots', '/files/..', undefined],
  ['encoded dots', '/files/%2e%2e', functionUrlHost],
  ['a letter that is not ASCII', '/files/é', undefined],
  ['half a character', '/files/\ud800', undefined],
])('GET /files/{id}, an id with %s, fails the check of the route (attack 65)', async (_, rawPath, host) => {
  const event = apiEvent(rawPath, host === undefined ? {} : { host });
  expect(await createLambdaHandler(strictApp())(event, sampleContext)).toMatchObject({
    statusCode: 404,
    body: 'malformed id',
  });
});

test('GET, a path with dot segments, reaches no route (attack 65)', async () => {
  for (const rawPath of [
    '/files/../admin',
    '/files/x/../../admin',
    '/./admin',
    '/files\\..\\admin',
    '/files/..\\admin',
  ]) {
    const { body } = await createLambdaHandler(strictApp())(apiEvent(rawPath), sampleContext);
    expect(body).not.toBe('admin');
  }
});

test('requestUrl, a path without a slash at its start, stays out of the host', () => {
  expect(requestUrl(apiEvent('.evil.example/x'))).toMatch(/amazonaws\.com\/\.evil\.example\/x$/);
  expect(requestUrl(apiEvent('@evil.example'))).toMatch(/amazonaws\.com\/@evil\.example$/);
  expect(requestUrl(apiEvent(''))).toMatch(/amazonaws\.com\/$/);
});

test.each(['evil.example/x', 'a@b', 'a?b', 'a#b', 'a\\b', 'a b', '', 'a:b'])(
  'requestUrl, the host %j, gives null',
  (host) => {
    expect(requestUrl(apiEvent('/', { host }))).toBeNull();
  },
);

function strictApp(): Hono {
  const app = new Hono();
  app.get('/files/:id', (c) => (/^\w{8,64}$/.test(c.req.param('id')) ? c.text('file') : c.text('malformed id', 404)));
  app.get('/admin', (c) => c.text('admin'));
  return app;
}
