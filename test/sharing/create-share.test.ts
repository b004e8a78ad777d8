import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareTermsOf } from '../../src/forms/share-terms.ts';
import { checkWishes } from '../../src/sharing/create-share.ts';

it('checkWishes, any days and uses, refuses exactly those beyond the terms', () => {
  const number = fc.oneof(fc.integer({ min: -5, max: 400 }), fc.double());
  fc.assert(
    fc.property(
      number,
      number,
      fc.integer({ min: 1, max: 365 }),
      fc.integer({ min: 1, max: 50 }),
      (days, uses, maxDays, maxDownloads) => {
        const terms = shareTermsOf({ by: ['reviewers'], maxDays, maxDownloads });
        const fields = checkWishes({ expiresInDays: days, maxUses: uses }, terms).map(({ field }) => field);
        const isWithin = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;
        expect(fields.includes('expiresInDays')).toBe(!isWithin(days, maxDays));
        expect(fields.includes('maxUses')).toBe(!isWithin(uses, maxDownloads));
      },
    ),
  );
});

it('checkWishes, without the password that the terms want, names the field', () => {
  const terms = shareTermsOf({ by: ['reviewers'], needsPassword: true });
  expect(checkWishes({}, terms)).toMatchObject([{ field: 'password' }]);
  expect(checkWishes({ password: 'three green words' }, terms)).toEqual([]);
});
