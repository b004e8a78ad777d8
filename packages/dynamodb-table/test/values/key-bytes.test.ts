import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, normalizeNumber, parseDecimal } from '../../src/values/decimal.ts';
import { endOfPrefix, keyBytes } from '../../src/values/key-bytes.ts';

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -90, max: 90 }))
  .map(([digits, power]) => normalizeNumber(`${digits}e${power}`));

describe('keyBytes', () => {
  it('two numbers, have bytes in the order of their values', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        const order = Buffer.compare(keyBytes({ N: one }), keyBytes({ N: other }));
        expect(order).toBe(Math.sign(compareDecimals(parseDecimal(one), parseDecimal(other))));
      }),
      {
        examples: [
          ['-1.23', '-1.2'],
          ['0', '-1'],
          ['1.2', '1.23'],
          ['9', '10'],
          ['-9', '-10'],
        ],
      },
    );
  });

  it('two strings, have bytes in the order of UTF-8', () => {
    // UTF-16 has them the other way round.
    expect(Buffer.compare(keyBytes({ S: '\uff5e' }), keyBytes({ S: '𝒳' }))).toBe(-1);
  });

  it('a value that cannot be a key, is refused', () => {
    expect(() => keyBytes({ BOOL: true })).toThrow('BOOL');
  });
});

describe('endOfPrefix', () => {
  it('bytes that start with a prefix, come before its end, and all others do not lie between', () => {
    const bytes = fc.uint8Array({ maxLength: 6 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, (prefix, key) => {
        const end = endOfPrefix(prefix);
        const isBetween = Buffer.compare(key, prefix) >= 0 && (end === undefined || Buffer.compare(key, end) < 0);
        expect(isBetween).toBe(key.subarray(0, prefix.length).equals(prefix));
      }),
      {
        examples: [
          [Buffer.of(0xff, 0xff), Buffer.of(0xff, 0xff, 1)],
          [Buffer.of(1, 0xff), Buffer.of(2)],
        ],
      },
    );
  });
});
