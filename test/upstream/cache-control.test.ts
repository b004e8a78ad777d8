import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toPrivateCacheControl } from '../../src/upstream/cache-control.ts';

it.each([
  ['max-age=60', 'private, max-age=60'],
  ['public, max-age=60, s-maxage=600', 'private, max-age=60'],
  ['PUBLIC,Max-Age=5', 'private, Max-Age=5'],
  ['no-store', 'private, no-store'],
  ['private="set-cookie, etag", no-cache="a, public"', 'private, no-cache="a, public"'],
  ['max-age="60", public', 'private, max-age="60"'],
  ['', 'private'],
  [' , ,', 'private'],
  ['public="\\", x=1"', 'private'],
])('toPrivateCacheControl, %j, gives %j', (given, expected) => {
  expect(toPrivateCacheControl(given)).toBe(expected);
});

it('toPrivateCacheControl, any value, allows no shared cache (attack 74)', () => {
  const part = fc.constantFrom('public', 's-maxage', '=', '9', ',', ' ', '"', '\\', 'max-age', 'private', ';');
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (given) => {
        const outsideQuotes = toPrivateCacheControl(given).replace(/"(?:[^"\\]|\\.)*"/g, '');
        expect(outsideQuotes).toMatch(/^private(,|$)/);
        expect(outsideQuotes).not.toMatch(/(^|[\s,])(public|s-maxage)\s*(=|,|$)/i);
      },
    ),
    { numRuns: 2_000 },
  );
});
