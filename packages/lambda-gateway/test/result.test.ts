import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, exchange, send } from './request.ts';
import { type Started, startShared } from './start.ts';

let gateway: Started;
beforeAll(async () => {
  gateway = await startShared('echo', { processes: 1 });
});
afterAll(() => gateway.close());

/** Returns the response to a request for which the function returns `result`. */
function answerTo(result: unknown, method = 'GET'): Promise<Answer> {
  return send(gateway.url, `/?result=${encodeURIComponent(JSON.stringify(result))}`, { method });
}

describe('GET, a result of the function', () => {
  it('complete, answers with its status, headers and body', async () => {
    const headers = { 'Content-Type': 'text/html', 'X-Count': 3, 'X-Flag': true, 'X-Null': null };
    const answer = await answerTo({ statusCode: 404, headers, body: 'é' });

    expect(answer).toMatchObject({ status: 404, text: 'é' });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html', 'x-count': '3', 'x-flag': 'true' });
    expect(answer.headers).toMatchObject({ 'content-length': '2' });
    expect(answer.headers).not.toHaveProperty('x-null');
  });

  it('header names in capitals, sends them in lower case', async () => {
    const result = encodeURIComponent(JSON.stringify({ statusCode: 200, headers: { 'X-Mixed-Case': '1' } }));
    const request = `GET /?result=${result} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`;

    expect(await exchange(gateway.url, request)).toContain('\r\nx-mixed-case: 1\r\n');
  });

  it('base64, answers with the decoded bytes', async () => {
    const body = Buffer.from([0, 255, 254, 10]);
    const answer = await answerTo({ statusCode: 200, isBase64Encoded: true, body: body.toString('base64') });

    expect(answer.body).toEqual(body);
  });

  it('several cookies, sets each with a header of its own', async () => {
    const cookies = ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'];

    expect((await answerTo({ statusCode: 200, cookies })).headers['set-cookie']).toEqual(cookies);
  });

  it.each([
    [{ greeting: 'hello' }, '{"greeting":"hello"}'],
    [[1, 2], '[1,2]'],
    [7, '7'],
    [null, 'null'],
    ['plain', 'plain'],
  ])('without a status (%j), answers 200 of type application/json', async (result, text) => {
    const answer = await answerTo(result);

    expect(answer).toMatchObject({ status: 200, text });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('without a content type, answers text/plain when it has a body', async () => {
    expect((await answerTo({ statusCode: 200, body: '{}' })).headers['content-type']).toBe('text/plain;charset=UTF-8');
    expect((await answerTo({ statusCode: 302 })).headers).not.toHaveProperty('content-type');
  });

  it('a Content-Length of its own, answers with the true length', async () => {
    const answer = await answerTo({ statusCode: 200, headers: { 'Content-Length': '5000' }, body: 'short' });

    expect(answer.headers['content-length']).toBe('5');
    expect(answer.text).toBe('short');
  });

  it('headers of the connection, are left out', async () => {
    const headers = { Connection: 'close', 'Transfer-Encoding': 'chunked', Upgrade: 'h2c', 'Keep-Alive': 'timeout=1' };
    const answer = await answerTo({ statusCode: 200, headers, body: 'x' });

    expect(answer.text).toBe('x');
    expect(answer.headers).not.toHaveProperty('transfer-encoding');
    expect(answer.headers).not.toHaveProperty('upgrade');
  });

  it('for HEAD, answers without a body and with the length of GET', async () => {
    const answer = await answerTo({ statusCode: 200, body: 'hello' }, 'HEAD');

    expect(answer.text).toBe('');
    expect(answer.headers['content-length']).toBe('5');
  });

  it.each([204, 304])('status %i, answers without body and length', async (statusCode) => {
    const answer = await answerTo({ statusCode, body: 'nothing' });

    expect(answer).toMatchObject({ status: statusCode, text: '' });
    expect(answer.headers).not.toHaveProperty('content-length');
  });

  it.each([
    { statusCode: 'ok' },
    { statusCode: '200' },
    { statusCode: 199 },
    { statusCode: 600 },
    { statusCode: 200.5 },
    { statusCode: 200, body: { not: 'a string' } },
    { statusCode: 200, headers: ['a'] },
    { statusCode: 200, headers: { 'x-list': ['a', 'b'] } },
    { statusCode: 200, headers: { 'bad name': '1' } },
    { statusCode: 200, headers: { 'x-split': 'a\r\nb: c' } },
    { statusCode: 200, cookies: 'a=1' },
    { statusCode: 200, isBase64Encoded: true, body: 'no base64!' },
  ])('invalid (%j), answers 500', async (result) => {
    const answer = await answerTo(result);

    expect(answer).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers).toHaveProperty('apigw-requestid');
  });

  it('any bytes and any text, answers with the same', { timeout: 20_000 }, async () => {
    const statuses = fc.integer({ min: 200, max: 599 }).filter((status) => status !== 204 && status !== 304);
    await fc.assert(
      fc.asyncProperty(statuses, fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (statusCode, bytes, asText) => {
        const expected = asText ? Buffer.from(Buffer.from(bytes).toString()) : Buffer.from(bytes);
        const body = expected.toString(asText ? 'utf8' : 'base64');

        const answer = await answerTo({ statusCode, body, isBase64Encoded: !asText });

        expect(answer.status).toBe(statusCode);
        expect(answer.body).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
