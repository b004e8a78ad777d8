import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPairs, readUrlEncoded } from '../../src/http/form-urlencoded.ts';
import { mebibytes } from '../../src/values/byte-size.ts';

/** Texts with many characters of the syntax. */
const formTexts = fc
  .array(fc.constantFrom('a', 'b', '&', '=', '+', '%', '%41', '%zz', '%C3', '%A9', 'é', '\ud800', ' ', '#', ';'))
  .map((pieces) => pieces.join(''));

describe('readUrlEncoded', () => {
  it('readUrlEncoded, any text, gives the names and values that URLSearchParams gives', () => {
    fc.assert(
      fc.property(formTexts, (text) => {
        expect([...readUrlEncoded(text)]).toEqual([...new URLSearchParams(text)]);
      }),
    );
  });

  it.each(['a&', '%&', '+&', '=&', '&', 'a&b=c&'])(
    'readUrlEncoded, a mebibyte of "%s", takes time in proportion (attack 114)',
    (piece) => {
      const msOf = (bytes: number) => {
        const text = piece.repeat(Math.floor(bytes / piece.length));
        const startedAt = performance.now();
        readUrlEncoded(text);
        return performance.now() - startedAt;
      };
      const fastest = (bytes: number) => Math.min(...Array.from({ length: 3 }, () => msOf(bytes)));
      // A text 32 times as long takes 32 times as long, and a quadratic reader 1024 times; garbage collection and a busy
      // machine make some hundred of the 32.
      expect(fastest(mebibytes(1))).toBeLessThan(400 * Math.max(fastest(mebibytes(1) / 32), 1));
    },
  );
});

describe('countPairs', () => {
  it('countPairs, any text, gives at least the number of pairs', () => {
    fc.assert(
      fc.property(formTexts, (text) => {
        expect(countPairs(text)).toBeGreaterThanOrEqual(readUrlEncoded(text).size);
      }),
    );
    expect(countPairs('a=1&b=2&c')).toBe(3);
  });
});
