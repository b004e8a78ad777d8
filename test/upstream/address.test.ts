import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBelowMount, pathBelow } from '../../src/upstream/address.ts';
import { expectInProportion } from '../support/in-proportion.ts';

const origin = 'https://api.example.com';

describe('pathBelow', () => {
  it.each([
    ['', '/v1'],
    ['/', '/v1/'],
    ['/a/b', '/v1/a/b'],
    ['/a/', '/v1/a/'],
    ['/a%20b', '/v1/a%20b'],
    ['/%C3%BC', '/v1/%C3%BC'],
    ["/a;v=1,2:3@x!$&'()*+~", "/v1/a;v=1,2:3@x!$&'()*+~"],
    ['/.hidden/..a/...', '/v1/.hidden/..a/...'],
    ['/100%25', '/v1/100%25'],
    ['/a|b"<c>{d}', '/v1/a%7Cb%22%3Cc%3E%7Bd%7D'],
    ['/@evil.example', '/v1/@evil.example'],
    ['/http:', '/v1/http:'],
  ])('pathBelow, %j, gives %j', (path, target) => {
    expect(pathBelow('/v1', path)).toBe(target);
  });

  it('pathBelow, an upstream without a base path, gives the root', () => {
    expect(pathBelow('', '')).toBe('/');
    expect(pathBelow('', '/a')).toBe('/a');
  });

  it.each([
    '/..',
    '/../x',
    '/a/../../x',
    '/.',
    '/%2e%2e/x',
    '/.%2E/x',
    '/%252e%252e/x',
    '/%25252e%25252e',
    '/..;/x',
    '/..;a=1/x',
    '/..%20/x',
    '/..%2fx',
    '/a%2Fb',
    '/a%252Fb',
    '/a%5Cb',
    '/a\\b',
    '/..%5c..%5cx',
    '//host',
    '//host@evil/x',
    '/a//b',
    '/a%00',
    '/a%0d%0aX: y',
    '/a%7f',
    '/%c0%ae%c0%ae/x',
    '/%ff',
    '/%',
    '/%zz',
  ])('pathBelow, %j that could leave the base, gives none (attack 71)', (path) => {
    expect(pathBelow('/v1', path)).toBeUndefined();
  });

  it('pathBelow, any path, stays below the base for every URL parser and decoding (attack 71)', () => {
    const tricky = fc.constantFrom(
      '.',
      '..',
      '/',
      '%',
      '%2',
      '%2e',
      '%2F',
      '%25',
      '\\',
      '@',
      ':',
      ';',
      '?',
      '#',
      '\0',
      'ü',
      'a',
    );
    const path = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(tricky, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    let passed = 0;
    fc.assert(
      fc.property(path, (text) => {
        const target = pathBelow('/v1', `/${text}`);
        if (target === undefined) return;
        passed += 1;
        expect(target).toMatch(/^\/v1\/[\x21-\x7e]*$/);
        for (let at = target; ; at = decodeURIComponent(at)) {
          const url = new URL(origin + at.replace(/[?#]/g, encodeURIComponent));
          expect(url.origin).toBe(origin);
          expect(url.pathname).toMatch(/^\/v1\//);
          if (!/%[0-9a-f]{2}/i.test(at)) break;
        }
      }),
      { numRuns: 2_000 },
    );
    expect(passed).toBeGreaterThan(300);
  });

  it('pathBelow, a path encoded many times, gives none at once (attack 101)', async () => {
    expect(pathBelow('/v1', '/a%252520b')).toBe('/v1/a%252520b');
    await expectInProportion(40_000, () => expect(pathBelow('/v1', `/%${'25'.repeat(20_000)}41`)).toBeUndefined());
  });

  it('pathBelow, any segments, keeps the text of each', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[%/\\\p{Cc}]|^\.+/u.test(text));
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const target = pathBelow('/v1', `/${segments.map(encodeURIComponent).join('/')}`);
        expect(target?.split('/').slice(2).map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });
});

describe('addressBelowMount', () => {
  it.each([
    ['/upstreams/reports', '', ''],
    ['/upstreams/reports/', '/', ''],
    ['/upstreams/reports/a/b%2Fc?x=1&y=%20', '/a/b%2Fc', '?x=1&y=%20'],
    ["/upstreams/reports/a?b?c='d'", '/a', "?b?c='d'"],
    ['/upstreams/reports?x=/y', '', '?x=/y'],
    ['/upstreams/reports/a#b?c', '/a', ''],
    ['/upstreams/reports/a?b#c', '/a', '?b'],
    ['/upstreams/reports//host/x', '//host/x', ''],
  ])('addressBelowMount, %j, gives %j and %j', (target, path, query) => {
    expect(addressBelowMount(`http://localhost:3000${target}`)).toEqual({ path, query });
  });
});
