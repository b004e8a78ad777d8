import { describe, expect, it } from 'vitest';
import { redact } from '../../src/telemetry/redact.ts';
import { expectInProportion } from '../support/in-proportion.ts';

describe('redact', () => {
  it.each([
    ['GET https://b.s3.amazonaws.com/files/abc?X-Amz-Signature=f00 failed', 'GET https://b.s3.amazonaws.com/… failed'],
    ['see https://files.example.com/password-links/one-time.', 'see https://files.example.com/…'],
    ['https://user.example/?a=b', 'https://user.example/…'],
    ['/sluice/files/abc?X-Amz-Credential=AKIA%2F20261120&x=y', '/sluice/files/abc?…'],
    ['X-Amz-Signature=f00&X-Amz-Expires=300', 'X-Amz-Signature=…&X-Amz-Expires=…'],
    ['response-content-disposition%3Dattachment%3B%20filename', 'response-content-disposition%3D…'],
    ['Cookie: a=b; sluice=Fe26.2*1', 'Cookie: …'],
    ['"authorization":"AWS4-HMAC-SHA256 Credential=x, Signature=y"', '"authorization":…'],
    ['__Host-sluice=Fe26.2*1; Path=/', '__Host-sluice=…; Path=/'],
    ['sluice-sso=eyJzdGF0ZSI6.x-_1; Path=/', 'sluice-sso=…; Path=/'],
    ['a=b; __Host-sluice-sso=eyJzdGF0ZSI6.x-_1', 'a=b; __Host-sluice-sso=…'],
    ['refused Bearer abc.def', 'refused Bearer …'],
    ['the token slc_0123456789abcdefABCDEF is bad', 'the token slc_… is bad'],
    ['key AKIAIOSFODNN7EXAMPLE', 'key …'],
    [`attachment; filename*=UTF-8''secret.pdf`, 'attachment; filename*=…'],
  ])('redact, %s, gives %s (attack 63)', (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  it.each([
    'Error: x\n    at file:///var/task/lambda.mjs:12:34',
    'GET /files/:id',
    'The bucket did not answer the question.',
    'connect ECONNREFUSED 127.0.0.1:9000',
    'What now? Nothing.',
    'https://s3.eu-central-1.amazonaws.com',
  ])('redact, %s that opens nothing, stays', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('redact, any text, takes time in proportion', async () => {
    for (const piece of [
      'https://a',
      'filename=',
      'X-Amz-a',
      'X-Amz-',
      'response-content-',
      'sluice-sso',
      '?a',
      '?',
      'Bearer ',
      'a.b-c=',
    ]) {
      await expectInProportion(20_000 * piece.length, () => redact(piece.repeat(20_000)));
    }
  });
});
