import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardedResponseHeaders } from '../../src/upstream/response-headers.ts';

const toAnyone = { access: 'anyone', hasContent: true } as const;
const toSome = { access: 'signed-in', hasContent: true } as const;

describe('the response headers from an upstream', () => {
  it('the response headers from an upstream, of the content, come down unchanged', () => {
    const said = {
      'content-type': 'text/csv; charset=iso-8859-1',
      'content-encoding': 'gzip, gzip',
      'content-language': 'de',
      'content-disposition': 'attachment; filename="a.csv"',
      'content-range': 'bytes 0-9/100',
      'content-length': '10',
      'accept-ranges': 'bytes',
      etag: 'W/"a"',
      'last-modified': 'Fri, 20 Nov 2026 09:00:00 GMT',
      expires: 'Fri, 20 Nov 2026 10:00:00 GMT',
      age: '7',
      'retry-after': '120',
      'cache-control': 'public, s-maxage=5',
      vary: 'Origin, Accept-Encoding',
    };
    const ours = { 'content-security-policy': "sandbox; default-src 'none'" };
    expect(forwardedResponseHeaders(said, toAnyone)).toEqual({ ...said, ...ours });
  });

  it.each([
    [undefined, 'Accept-Encoding'],
    ['', 'Accept-Encoding'],
    ['Origin', 'Origin, Accept-Encoding'],
    ['Origin,accept-encoding', 'Origin,accept-encoding'],
    ['X-Accept-Encoding', 'X-Accept-Encoding, Accept-Encoding'],
    ['*', '*'],
  ])('the response headers from an upstream, Vary %j, become %j', (vary, expected) => {
    expect(forwardedResponseHeaders({ ...(vary !== undefined && { vary }) }, toAnyone).vary).toBe(expected);
  });

  it('the response headers from an upstream, limited access, forbid shared caches', () => {
    expect(forwardedResponseHeaders({ 'cache-control': 'public, max-age=5' }, toSome)['cache-control']).toBe(
      'private, max-age=5',
    );
    // It is not cached then, which an outer layer states.
    expect(forwardedResponseHeaders({}, toSome)).not.toHaveProperty('cache-control');
  });

  it('the response headers from an upstream, chunks or no content, state no length', () => {
    const chunked = { 'transfer-encoding': 'chunked', 'content-length': '5' };
    expect(forwardedResponseHeaders(chunked, toAnyone)).not.toHaveProperty('content-length');
    const notModified = forwardedResponseHeaders(
      { 'content-length': '5', etag: '"a"' },
      { access: 'anyone', hasContent: false },
    );
    expect(notModified).toMatchObject({ etag: '"a"' });
    expect(notModified).not.toHaveProperty('content-length');
    expect(notModified).not.toHaveProperty('content-type');
  });

  it('the response headers from an upstream, beyond ASCII, are dropped but for file names', () => {
    const beyond = { etag: '"\xfc"', 'content-type': 'text/\xfc', 'cache-control': 'public, \xc3\xbc=1', age: '\xff' };
    const fields = forwardedResponseHeaders(
      { ...beyond, 'content-disposition': 'inline; filename="\xfc"', expires: '0' },
      toAnyone,
    );
    expect(fields).toEqual({
      'content-disposition': `inline; filename="u"; filename*=UTF-8''%C3%BC`,
      'content-type': 'application/octet-stream',
      'content-security-policy': "sandbox; default-src 'none'",
      expires: '0',
      vary: 'Accept-Encoding',
    });
    expect(forwardedResponseHeaders({ vary: 'Origin, \xfc' }, toAnyone).vary).toBe('*');
  });

  it.each(['content-encoding', 'content-range'])(
    'the response headers from an upstream, an unreadable %s, fail',
    (name) => {
      expect(() => forwardedResponseHeaders({ [name]: 'gzip\xfc' }, toAnyone)).toThrow(`${name} is not ASCII.`);
    },
  );

  it('the response headers from an upstream, named in Connection, are dropped (attack 74)', () => {
    const said = { connection: 'close, ETag,content-encoding', etag: '"a"', 'content-encoding': 'gzip' };
    const fields = forwardedResponseHeaders(said, toAnyone);
    expect(fields).not.toHaveProperty('etag');
    expect(fields).not.toHaveProperty('connection');
    expect(fields['content-encoding']).toBe('gzip');
  });

  it('the response headers from an upstream, cookies, policies, CORS, are dropped (attack 74)', () => {
    const refused = [
      'set-cookie',
      'server',
      'strict-transport-security',
      'access-control-allow-origin',
      'link',
      'location',
    ];
    const more = ['x-powered-by', 'www-authenticate', 'keep-alive', 'trailer', 'upgrade', 'clear-site-data', 'refresh'];
    const name = fc.oneof(fc.constantFrom(...refused, ...more), fc.stringMatching(/^[a-z][a-z-]{0,24}$/));
    fc.assert(
      fc.property(fc.dictionary(name, fc.stringMatching(/^[a-z]{1,9}$/)), (said) => {
        const allowed =
          /^(accept-ranges|age|cache-control|content-(disposition|encoding|language|length|range|type|security-policy)|etag|expires|last-modified|retry-after|vary)$/;
        const fields = forwardedResponseHeaders({ ...said, 'content-security-policy': 'script-src *' }, toSome);
        expect(Object.keys(fields).filter((field) => !allowed.test(field))).toEqual([]);
        expect(fields['content-security-policy']).toBe("sandbox; default-src 'none'");
      }),
    );
  });
});
