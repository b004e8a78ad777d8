import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { HttpEvent } from '../src/event.ts';
import { createLambdaHandler } from '../src/handler.ts';
import { apiEvent, awsFunctionUrlSample, awsHttpApiSample, functionUrlHost, sampleContext } from './events.ts';
import { stock } from './stock.ts';

const jsonType = { 'content-type': 'application/json' };
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

const ordinary: Record<string, HttpEvent> = {
  "AWS's sample of an HTTP API": awsHttpApiSample,
  "AWS's sample of a function URL": awsFunctionUrlSample,
  'GET of the root': apiEvent('/'),
  'GET of a path': apiEvent('/a/b/c'),
  'GET with a slash at the end': apiEvent('/a/b/'),
  'GET with two slashes': apiEvent('//a//b'),
  'GET with a query': apiEvent('/search', { rawQueryString: 'q=boots&page=2' }),
  'GET with an encoded query': apiEvent('/search', { rawQueryString: 'q=r%C3%A9sum%C3%A9%20%26%20more&x=%3F%23' }),
  'GET with plus signs in the query': apiEvent('/search', { rawQueryString: 'q=a+b+c' }),
  'GET with a repeated query parameter': apiEvent('/search', { rawQueryString: 'a=1&a=2&a=3' }),
  'GET with an empty parameter': apiEvent('/search', { rawQueryString: 'a=&b&=c' }),
  'GET with a quote in the query': apiEvent('/search', { rawQueryString: "q='x'" }),
  'GET of a path with marks': apiEvent("/a-b_c.d~e!f$g&h'i(j)k*l+m,n;o=p:q@r"),
  'GET of a path with a space': apiEvent('/annual report'),
  'GET of a path with letters of other scripts': apiEvent('/résumé/日本'),
  'GET of a well-known path': apiEvent('/.well-known/security.txt'),
  'GET of a path with dots in names': apiEvent('/files/a..b/..c/d...'),
  'GET with one cookie': apiEvent('/', { cookies: ['a=1'] }),
  'GET with several cookies': apiEvent('/', { cookies: ['a=1', '__Host-session=abc.def', 'c="quoted"'] }),
  'GET with a cookie header only': apiEvent('/', { headers: { cookie: 'a=1; b=2' } }),
  'GET with a bearer token': apiEvent('/', { headers: { authorization: 'Bearer abc.def' } }),
  'GET with conditions and a range': apiEvent('/', { headers: { 'if-none-match': '"x", W/"y"', range: 'bytes=0-9' } }),
  'GET with headers in capitals': apiEvent('/', { headers: { 'X-Custom': 'One', ACCEPT: 'text/html' } }),
  'GET with repeated headers joined': apiEvent('/', { headers: { 'accept-language': 'de,en;q=0.5', 'x-a': '1,2' } }),
  'GET without any headers': apiEvent('/', { headers: {} }),
  'GET through a custom domain': apiEvent('/', { host: 'sluice.example.com' }),
  'GET of a function URL': apiEvent('/a', { host: functionUrlHost }),
  'GET of an encoded path of a function URL': apiEvent('/a%2Fb%20c', { host: functionUrlHost }),
  HEAD: apiEvent('/a', { method: 'HEAD' }),
  OPTIONS: apiEvent('/a', { method: 'OPTIONS', headers: { origin: 'https://example.com' } }),
  'POST of JSON': apiEvent('/a', { method: 'POST', headers: jsonType, body: '{"a":"ü"}' }),
  'POST of JSON as base64': apiEvent('/a', {
    method: 'POST',
    headers: jsonType,
    body: 'eyJhIjoxfQ==',
    isBase64Encoded: true,
  }),
  'POST of a form': apiEvent('/a', { method: 'POST', headers: formType, body: 'a=1&b=%C3%BC' }),
  'POST with an understated length': apiEvent('/a', {
    method: 'POST',
    headers: { 'content-length': '1' },
    body: 'three',
  }),
  'POST without a body': apiEvent('/a', { method: 'POST' }),
  'POST with an empty body': apiEvent('/a', { method: 'POST', body: '' }),
  'PUT of bytes': apiEvent('/a', { method: 'PUT', body: 'AP+A/w==', isBase64Encoded: true }),
  'PATCH of text': apiEvent('/a', { method: 'PATCH', headers: { 'content-type': 'text/plain' }, body: 'ü\u2028' }),
  DELETE: apiEvent('/a', { method: 'DELETE' }),
  'DELETE with a body': apiEvent('/a', { method: 'DELETE', headers: jsonType, body: '{}' }),
  'GET that answers 404': apiEvent('/answers/404'),
  'GET that answers 204': apiEvent('/answers/204'),
  'GET that answers 304 with an ETag': apiEvent('/answers/304'),
  'GET that redirects': apiEvent('/answers/redirect'),
  'GET that answers HTML': apiEvent('/answers/html'),
  'GET that answers an image': apiEvent('/answers/png'),
  'GET that answers gzip': apiEvent('/answers/gzip'),
  'GET that answers an SVG': apiEvent('/answers/svg'),
  'GET that answers a problem': apiEvent('/answers/problem'),
  'GET that answers nothing': apiEvent('/answers/nothing'),
  'GET that answers a stream': apiEvent('/answers/stream'),
  'GET that sets cookies': apiEvent('/answers/cookies'),
  'GET that repeats a header': apiEvent('/answers/repeated'),
  'GET that throws': apiEvent('/answers/throw'),
};

const app = new Hono();
app.get('/answers/404', (c) => c.notFound());
app.get('/answers/204', (c) => c.body(null, 204));
app.get('/answers/304', (c) => c.body(null, 304, { etag: '"x"' }));
app.get('/answers/redirect', (c) => c.redirect('/elsewhere', 303));
app.get('/answers/html', (c) => c.html('<p>Grüße "quoted" \u2028</p>'));
app.get('/answers/png', (c) => c.body(new Uint8Array([0x89, 0x50, 0xff, 0]), 200, { 'content-type': 'image/png' }));
app.get('/answers/gzip', (c) =>
  c.body(new Uint8Array([0x1f, 0x8b, 8, 0]), 200, { ...jsonType, 'content-encoding': 'gzip' }),
);
app.get('/answers/svg', (c) => c.body('<svg/>', 200, { 'content-type': 'image/svg+xml' }));
app.get('/answers/problem', (c) => c.body('{"status":422}', 422, { 'content-type': 'application/problem+json' }));
app.get('/answers/nothing', () => new Response());
app.get('/answers/stream', () => new Response(new Blob(['one, ', 'two']).stream(), { headers: jsonType }));
app.get('/answers/cookies', (c) => {
  c.header('set-cookie', 'a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT');
  c.header('set-cookie', 'b=2; Path=/', { append: true });
  return c.text('ok');
});
app.get('/answers/repeated', (c) => {
  c.header('vary', 'accept');
  c.header('vary', 'cookie', { append: true });
  return c.text('ok');
});
app.get('/answers/throw', () => {
  throw new Error('a route failed');
});
app.onError((error, c) => c.json({ message: error.message }, 500));
app.all('*', async (c) =>
  c.json({
    method: c.req.method,
    url: c.req.url,
    path: c.req.path,
    queries: c.req.queries(),
    headers: c.req.header(),
    body: Buffer.from(await c.req.arrayBuffer()).toString('hex'),
  }),
);

const handler = createLambdaHandler(app);

test.each(Object.entries(ordinary))(
  'createLambdaHandler, %s, gives the result of hono/aws-lambda',
  async (_, event) => {
    expect(await handler(event, sampleContext)).toEqual(await stock(app)(event));
  },
);
