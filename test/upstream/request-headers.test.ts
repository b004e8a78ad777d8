import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardedRequestHeaders } from '../../src/upstream/request-headers.ts';

describe('the request headers for an upstream', () => {
  it('the request headers for an upstream, conditions and formats of the client, go up', () => {
    const asked = {
      accept: 'text/csv',
      'accept-encoding': 'gzip, br;q=0.5',
      'accept-language': 'de',
      'if-none-match': '"a", W/"b"',
      'if-range': '"a"',
      range: 'bytes=0-99',
    };
    expect(forwardedRequestHeaders(new Headers(asked), {})).toEqual({ 'user-agent': 'sluice', ...asked });
  });

  it('the request headers for an upstream, no Accept-Encoding, ask for identity', () => {
    expect(forwardedRequestHeaders(new Headers(), {})).toEqual({
      'user-agent': 'sluice',
      'accept-encoding': 'identity',
    });
    expect(forwardedRequestHeaders(new Headers({ 'accept-encoding': '' }), {})['accept-encoding']).toBe('identity');
  });

  it('the request headers for an upstream, configured ones, win', () => {
    const asked = new Headers({ accept: 'text/csv', authorization: 'Bearer of-the-client' });
    const fields = forwardedRequestHeaders(asked, {
      authorization: 'Bearer ours',
      accept: 'application/json',
      'user-agent': 'x',
    });
    expect(fields).toMatchObject({ authorization: 'Bearer ours', accept: 'application/json', 'user-agent': 'x' });
  });

  it('the request headers for an upstream, named in Connection, are dropped unless configured', () => {
    const conditions = { 'if-none-match': '"a"', range: 'bytes=0-9', 'accept-encoding': 'gzip', accept: 'text/csv' };
    const connection = 'close, Range,if-none-match, accept-encoding, authorization, x-key, user-agent,';
    expect(
      forwardedRequestHeaders(new Headers({ ...conditions, connection }), {
        authorization: 'Bearer ours',
        'x-key': 'k',
      }),
    ).toEqual({
      'user-agent': 'sluice',
      'accept-encoding': 'identity',
      accept: 'text/csv',
      authorization: 'Bearer ours',
      'x-key': 'k',
    });
    const twice = new Headers({ ...conditions, connection: 'range' });
    twice.append('connection', 'accept');
    expect(Object.keys(forwardedRequestHeaders(twice, {}))).toEqual(['user-agent', 'accept-encoding', 'if-none-match']);
  });

  it('the request headers for an upstream, any, never tell the client (attack 76)', () => {
    const names = [
      'cookie',
      'authorization',
      'proxy-authorization',
      'x-forwarded-for',
      'x-forwarded-host',
      'forwarded',
    ];
    const others = [
      'x-original-url',
      'origin',
      'referer',
      'host',
      'via',
      'connection',
      'te',
      'upgrade',
      'content-length',
    ];
    const name = fc.oneof(fc.constantFrom(...names, ...others), fc.stringMatching(/^[a-z][a-z-]{0,20}$/));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.stringMatching(/^[a-z]{1,9}$/))), (asked) => {
        const allowed =
          /^(accept(-encoding|-language)?|if-(match|none-match|modified-since|unmodified-since|range)|range|user-agent)$/;
        const fields = forwardedRequestHeaders(new Headers(asked), {});
        expect(Object.keys(fields).filter((field) => !allowed.test(field))).toEqual([]);
        expect(fields['user-agent']).toBe('sluice');
      }),
    );
  });
});
