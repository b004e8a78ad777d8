import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeResult, resultBytes, resultHead } from '../src/result.ts';

const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).filter((name) => name !== 'set-cookie');
const headerValue = fc.stringMatching(/^([\x21-\x7e\xa0-\xff]{0,40})$/);
const filledValue = headerValue.filter((value) => value !== '');
const head = fc.record({
  statusCode: fc.integer({ min: 200, max: 599 }),
  headers: fc.dictionary(headerName, headerValue, { maxKeys: 8 }),
  cookies: fc.array(headerValue, { maxLength: 3 }),
});
const text = fc.string({ unit: 'binary', maxLength: 400 }).map((written) => Buffer.from(written.toWellFormed()));
const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

test('resultBytes, any result, is the length of its JSON to the byte', () => {
  fc.assert(
    fc.property(head, text, (head, body) => {
      expect(resultBytes(head, body, false)).toBe(
        jsonBytes({ ...head, body: body.toString(), isBase64Encoded: false }),
      );
    }),
  );
  fc.assert(
    fc.property(head, bytes, (head, body) => {
      const written = { ...head, body: body.toString('base64'), isBase64Encoded: true };
      expect(resultBytes(head, body, true)).toBe(jsonBytes(written));
    }),
  );
});

test('resultBytes, each byte of ASCII, counts it as JSON writes it', () => {
  for (let code = 0; code < 128; code += 1) {
    const body = Buffer.from([code]);
    const written = { statusCode: 200, headers: {}, body: body.toString(), isBase64Encoded: false };
    expect(resultBytes({ statusCode: 200, headers: {} }, body, false)).toBe(jsonBytes(written));
  }
});

test('encodeResult, any body of any content type, comes back as the same bytes', () => {
  const contentType = fc.constantFrom(
    'text/plain',
    'text/csv; charset=iso-8859-1',
    'application/json',
    'image/png',
    '',
    'nonsense',
  );
  fc.assert(
    fc.property(fc.oneof(text, bytes), fc.option(contentType, { nil: undefined }), (body, type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      const result = encodeResult({ statusCode: 200, headers }, body);
      expect(Buffer.from(result?.body ?? '', result?.isBase64Encoded ? 'base64' : 'utf8')).toEqual(body);
    }),
  );
});

test('resultHead, repeated headers and cookies, joins the headers and lists each cookie', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(headerName, filledValue), { maxLength: 8 }),
      fc.array(headerValue),
      (pairs, cookies) => {
        const headers = new Headers(
          pairs.filter(([name]) => !/^(connection|keep-alive|te|trailer|upgrade)$/.test(name)),
        );
        for (const cookie of cookies) headers.append('set-cookie', cookie);
        const result = resultHead(new Response(null, { headers }));
        expect(result.cookies ?? []).toEqual(cookies);
        headers.delete('set-cookie');
        expect(result.headers).toEqual(Object.fromEntries(headers));
      },
    ),
  );
});

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
