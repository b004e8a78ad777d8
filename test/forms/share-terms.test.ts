import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { png } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files } from '../../src/forms/field.ts';
import { type DeclaredShareTerms, faultOfShares, shareTermsOf } from '../../src/forms/share-terms.ts';

const by = ['reviewers'] as const;
const faultOf = (terms: Partial<DeclaredShareTerms>) => faultOfShares(shareTermsOf({ by, ...terms }));

describe('faultOfShares', () => {
  it.each<[string, Partial<DeclaredShareTerms>, RegExp | undefined]>([
    ['nothing but the users', {}, undefined],
    ['no users', { by: [] }, /no users who may make them/],
    ['a most of one day', { maxDays: 1 }, undefined],
    ['the usual days as the most', { usualDays: 30, maxDays: 30 }, undefined],
    ['more usual days than the most', { usualDays: 31, maxDays: 30 }, /usually work for longer than they may/],
    ['more usual days than the most by default', { usualDays: 31 }, /usually work for longer than they may/],
    ['no day', { maxDays: 0 }, /whole numbers from 1/],
    ['half a day', { maxDays: 2, usualDays: 0.5 }, /whole numbers from 1/],
    ['a day before today', { usualDays: -1 }, /whole numbers from 1/],
    ['endless days', { maxDays: Infinity }, /whole numbers from 1/],
    ['no number of days', { usualDays: Number.NaN }, /whole numbers from 1/],
    ['one download', { maxDownloads: 1 }, undefined],
    ['no download', { maxDownloads: 0 }, /whole numbers from 1/],
    ['one and a half downloads', { maxDownloads: 1.5 }, /whole numbers from 1/],
  ])('faultOfShares, %s, finds what cannot work', (_what, terms, fault) => {
    if (fault === undefined) expect(faultOf(terms)).toBeUndefined();
    else expect(faultOf(terms)).toMatch(fault);
  });

  it('faultOfShares, any numbers, passes exactly the whole ones from 1 in their order', () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double());
    fc.assert(
      fc.property(number, number, fc.option(number, { nil: undefined }), (usualDays, maxDays, maxDownloads) => {
        const isWhole = (value: number) => Number.isInteger(value) && value > 0;
        const works = [usualDays, maxDays, maxDownloads ?? 1].every(isWhole) && usualDays <= maxDays;
        const terms = { usualDays, maxDays, ...(maxDownloads !== undefined && { maxDownloads }) };
        expect(faultOf(terms) === undefined).toBe(works);
      }),
    );
  });
});

describe('shareTermsOf', () => {
  it('shareTermsOf, any most days, gives usual days that the terms allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (maxDays) => {
        const terms = shareTermsOf({ by, maxDays });
        expect(terms.usualDays).toBe(Math.min(7, maxDays));
        expect(faultOfShares(terms)).toBeUndefined();
      }),
    );
  });
});

describe('defineForm', () => {
  it('defineForm, links that no one may make, throws with the form and the reason', () => {
    const declare = (shares: DeclaredShareTerms) =>
      defineForm({
        ...{ slug: 'reports', title: 'Reports', description: 'Send a report.', submit: anyoneSignedIn },
        fields: { pictures: files({ label: 'Pictures', accept: [png], maxBytes: 100, minFiles: 1, maxFiles: 1 }) },
        review: () => false,
        shares,
      });
    expect(declare({ by }).shares?.usualDays).toBe(7);
    expect(() => declare({ by: [] })).toThrow(/^Form "reports".*no users who may make them/);
  });
});
