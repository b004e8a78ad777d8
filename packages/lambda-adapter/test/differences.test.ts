import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { HttpEvent } from '../src/event.ts';
import { createLambdaHandler } from '../src/handler.ts';
import { apiEvent, functionUrlHost, sampleContext } from './events.ts';
import { stock } from './stock.ts';

/** A string is the message with which the call rejects; an object is part of the result. */
type Outcome = string | { [field: string]: unknown };

interface Difference {
  readonly reason: string;
  readonly event: unknown;
  readonly theirs: Outcome;
  readonly ours: Outcome;
}

const csv = { 'content-type': 'text/csv; charset=utf-8' };
const markdown = { 'content-type': 'text/markdown' };
const latin1 = { 'content-type': 'text/plain; charset=iso-8859-1' };
const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

const app = new Hono();
app.get('/untyped', () => new Response(bytes(0xff, 0xd8)));
app.get('/bom.csv', () => new Response(bytes(0xef, 0xbb, 0xbf, 0x61), { headers: csv }));
app.get('/latin-1', () => new Response(bytes(0xe9), { headers: latin1 }));
app.get('/markdown', () => new Response('# ü', { headers: markdown }));
app.get('/fetched', () => fetch('data:text/plain,fetched'));
app.get('/late', () => new Response(failingAfter('first')));
app.get('/short', () => new Response('short', { headers: { 'content-length': '9' } }));
app.get('/connection', () => new Response('', { headers: { connection: 'close', 'transfer-encoding': 'chunked' } }));
app.get('/large', () => new Response('x'.repeat(6_400_000)));
app.get('/files/:id', (c) => c.text(`file ${c.req.param('id')} ${JSON.stringify(c.req.queries())}`));
app.all('/headers', (c) => c.json(c.req.header()));
app.all('/body', async (c) => c.text(`${c.req.method} ${await c.req.text()}`));
app.onError((error) => Promise.reject(error));

function failingAfter(first: string): ReadableStream<Uint8Array> {
  let pulls = 0;
  return new ReadableStream({
    pull(controller) {
      pulls += 1;
      if (pulls === 1) controller.enqueue(new TextEncoder().encode(first));
      else controller.error(new Error('the source broke'));
    },
  });
}

const headersOf = (headers: HttpEvent['headers'], more: Partial<HttpEvent> = {}): HttpEvent =>
  apiEvent('/headers', { headers: headers ?? {}, ...more });

const differences: Record<string, Difference> = {
  'A4: bytes without a type': {
    reason: 'Without a type the bytes decide; theirs become U+FFFD.',
    event: apiEvent('/untyped'),
    theirs: { body: '\ufffd\ufffd' },
    ours: { body: '/9g=', isBase64Encoded: true },
  },
  'A5: a byte order mark': {
    reason: 'Excel needs it to read UTF-8.',
    event: apiEvent('/bom.csv'),
    theirs: { body: 'a' },
    ours: { body: '\ufeffa', isBase64Encoded: false },
  },
  'A6: text that is not UTF-8': {
    reason: 'Only UTF-8 can be carried as text.',
    event: apiEvent('/latin-1'),
    theirs: { body: '\ufffd' },
    ours: { body: '6Q==', isBase64Encoded: true },
  },
  'A7: text of other types': {
    reason: 'The same bytes, a third shorter.',
    event: apiEvent('/markdown'),
    theirs: { body: 'IyDDvA==', isBase64Encoded: true },
    ours: { body: '# ü', isBase64Encoded: false },
  },
  'A9: a stream that fails late': {
    reason: 'Nothing has left yet, so the app can still say what happened; a rejected invocation is a bare 500.',
    event: apiEvent('/late'),
    theirs: 'the source broke',
    ours: { statusCode: 502 },
  },
  'a body that ends short of its Content-Length': {
    reason: 'What broke off must not look complete.',
    event: apiEvent('/short'),
    theirs: { statusCode: 200, body: 'short' },
    ours: { statusCode: 502 },
  },
  'a body larger than Lambda carries': {
    reason: 'Lambda would refuse it and the gateway answer without our headers.',
    event: apiEvent('/large'),
    theirs: { statusCode: 200 },
    ours: { statusCode: 502 },
  },
  'headers for one connection': {
    reason: 'RFC 9110, section 7.6.1; the gateway has its own connection.',
    event: apiEvent('/connection'),
    theirs: { headers: expect.objectContaining({ connection: 'close', 'transfer-encoding': 'chunked' }) },
    ours: { headers: { 'content-type': 'text/plain;charset=UTF-8' } },
  },
  'A10: a question mark that the gateway has decoded': {
    reason: 'It was part of the path and must not become a query.',
    event: apiEvent('/files/a?admin=true', { rawQueryString: 'x=1' }),
    theirs: { body: 'file a {"admin":["true?x=1"]}' },
    ours: { body: 'file a?admin=true {"x":["1"]}' },
  },
  'A11: a hash that the gateway has decoded': {
    reason: 'It was part of the path and must not cut off the query.',
    event: apiEvent('/files/a#b', { rawQueryString: 'x=1' }),
    theirs: { body: 'file a {}' },
    ours: { body: 'file a#b {"x":["1"]}' },
  },
  'a percent sign that the gateway has decoded': {
    reason: '`%253F` was asked for, not `%3F`.',
    event: apiEvent('/files/a%3Fb'),
    theirs: { body: 'file a?b {}' },
    ours: { body: 'file a%3Fb {}' },
  },
  'A13: dots that climb': {
    reason: 'The route is the one that was asked for, or none.',
    event: apiEvent('/body/../files/z'),
    theirs: { statusCode: 200, body: 'file z {}' },
    ours: { statusCode: 404 },
  },
  'A13: encoded dots of a function URL': {
    reason: 'URL parsers take %2e for a dot.',
    event: apiEvent('/body/%2e%2E/files/z', { host: functionUrlHost }),
    theirs: { statusCode: 200, body: 'file z {}' },
    ours: { statusCode: 404 },
  },
  'A13: a backslash': {
    reason: 'URL parsers take it for a slash.',
    event: apiEvent('/files\\z'),
    theirs: { statusCode: 200, body: 'file z {}' },
    ours: { statusCode: 404 },
  },
  'A14: tab and newline': {
    reason: 'URL parsers drop them, which makes another path.',
    event: apiEvent('/fi\tles/\nz'),
    theirs: { statusCode: 200, body: 'file z {}' },
    ours: { statusCode: 404 },
  },
  'A15: GET with a body': {
    reason: 'It means nothing (RFC 9110, section 9.3.1); the Node server ignores it too.',
    event: apiEvent('/body', { body: 'ignored' }),
    theirs: { statusCode: 400, body: 'Invalid request' },
    ours: { statusCode: 200, body: 'GET ' },
  },
  'A15: TRACE': {
    reason: 'A problem document of the app instead of bare text.',
    event: apiEvent('/body', { method: 'TRACE' }),
    theirs: { statusCode: 400, body: 'Invalid request' },
    ours: { statusCode: 501 },
  },
  'A16: a line break in a header': {
    reason: 'A problem document of the app instead of bare text.',
    event: headersOf({ 'x-a': 'a\r\nb: c' }),
    theirs: { statusCode: 400, body: 'Invalid request' },
    ours: { statusCode: 400, headers: expect.objectContaining({ 'content-type': 'application/problem+json' }) },
  },
  'A17: base64 that is none': {
    reason: 'The request is at fault, not the server.',
    event: apiEvent('/body', { method: 'POST', body: '%%%', isBase64Encoded: true }),
    theirs: { statusCode: 500 },
    ours: { statusCode: 400 },
  },
  'A18: cookies in both places': {
    reason: 'AWS documents `cookies` as the place.',
    event: headersOf({ cookie: 'b=2' }, { cookies: ['a=1'] }),
    theirs: { body: '{"cookie":"b=2"}' },
    ours: { body: '{"cookie":"a=1"}' },
  },
  'an empty list of cookies': {
    reason: 'No cookies is no Cookie header.',
    event: headersOf({}, { cookies: [] }),
    theirs: { body: '{"cookie":""}' },
    ours: { body: '{}' },
  },
  'an empty header': {
    reason: 'It was sent, and is allowed (RFC 9110, section 5.5).',
    event: headersOf({ 'x-empty': '' }),
    theirs: { body: '{}' },
    ours: { body: '{"x-empty":""}' },
  },
  'a header that is not ASCII': {
    reason: 'Its bytes as characters, as the Node server gives it; theirs cannot be told from what was sent encoded.',
    event: headersOf({ 'x-name': 'Zoë B' }),
    theirs: { body: '{"x-name":"Zo%C3%AB%20B"}' },
    ours: { body: '{"x-name":"ZoÃ« B"}' },
  },
  'a Content-Length without a body': {
    reason: 'What limits trust must be true.',
    event: headersOf({ 'content-length': '5' }),
    theirs: { body: '{"content-length":"5"}' },
    ours: { body: '{"content-length":"0"}' },
  },
  'Transfer-Encoding of the request': {
    reason: 'The body is here and its length known.',
    event: headersOf({ 'transfer-encoding': 'chunked' }),
    theirs: { body: '{"transfer-encoding":"chunked"}' },
    ours: { body: '{}' },
  },
  'A19: an event that is no request': {
    reason: 'A 404 would count as success, and the event would be lost.',
    event: { Records: [{ eventSource: 'aws:s3', s3: {} }] },
    theirs: { statusCode: 404 },
    ours: 'This handler answers HTTP requests (payload format 2.0) but was given records of aws:s3.',
  },
};

test.each(Object.entries(differences))(
  'createLambdaHandler, unlike hono/aws-lambda: %s',
  async (_, { event, theirs, ours }) => {
    await expectOutcome(stock(app)(event), theirs);
    await expectOutcome(createLambdaHandler(app)(event, sampleContext), ours);
  },
);

test('GET /fetched, a Response of fetch with immutable headers, answers 200', async () => {
  const answer = await createLambdaHandler(app)(apiEvent('/fetched'), sampleContext);
  expect(answer).toMatchObject({ statusCode: 200, body: 'fetched' });
});

async function expectOutcome(answer: Promise<object>, expected: Outcome): Promise<void> {
  if (typeof expected === 'string') await expect(answer).rejects.toThrow(expected);
  else expect(await answer).toMatchObject(expected);
}
