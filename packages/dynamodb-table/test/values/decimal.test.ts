import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  negateDecimal,
  normalizeNumber,
  parseDecimal,
} from '../../src/values/decimal.ts';

describe('normalizeNumber', () => {
  it.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['+1', '1'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-1.5e3', '-1500'],
    ['1E-3', '0.001'],
    ['12345e-2', '123.45'],
    ['1234567890123456789012345678901234567800', '1234567890123456789012345678901234567800'],
    ['9.9e125', `99${'0'.repeat(124)}`],
    ['1e-130', `0.${'0'.repeat(129)}1`],
  ])('%s, is %s', (sent, kept) => {
    expect(normalizeNumber(sent)).toBe(kept);
  });

  it.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    [' 1', 'The parameter cannot be converted to a numeric value:  1'],
    ['0x10', 'The parameter cannot be converted to a numeric value: 0x10'],
    ['.', 'The parameter cannot be converted to a numeric value: .'],
    ['Infinity', 'The parameter cannot be converted to a numeric value: Infinity'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['-1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['1'.repeat(39), 'Attempting to store more than 38 significant digits in a Number'],
  ])('%s, is refused', (sent, message) => {
    expect(() => normalizeNumber(sent)).toThrow(message);
  });
});

/** Numbers of up to 18 digits, with a common unit of 1E-10 at least. */
const scaledInteger = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const decimalOf = (scaled: bigint) => parseDecimal(`${scaled}e-10`);

describe('decimals', () => {
  it('compareDecimals, orders numbers by value', () => {
    fc.assert(
      fc.property(scaledInteger, scaledInteger, (one, other) => {
        const order = compareDecimals(decimalOf(one), decimalOf(other));
        expect(Math.sign(order)).toBe(one < other ? -1 : one > other ? 1 : 0);
      }),
    );
  });

  it('addDecimals, adds as whole numbers of the same unit add', () => {
    fc.assert(
      fc.property(scaledInteger, scaledInteger, (one, other) => {
        expect(addDecimals(decimalOf(one), decimalOf(other))).toEqual(decimalOf(one + other));
        expect(addDecimals(decimalOf(one), negateDecimal(decimalOf(other)))).toEqual(decimalOf(one - other));
      }),
    );
  });

  it('formatDecimal, prints what parseDecimal reads', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
        fc.integer({ min: -130, max: 88 }),
        (digits, power) => {
          const value = parseDecimal(`${digits}e${power}`);
          expect(parseDecimal(formatDecimal(value))).toEqual(value);
        },
      ),
    );
  });

  it('addDecimals, a sum of 39 digits, is refused', () => {
    expect(() => addDecimals(parseDecimal('1e37'), parseDecimal('0.1'))).toThrow('38 significant digits');
  });
});
