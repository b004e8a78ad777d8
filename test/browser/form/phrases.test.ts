import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPhrases } from '../../../src/browser/form/phrases.ts';
import { en } from '../../../src/messages/en.ts';
import { isolate } from '../../../src/values/isolate.ts';
import { phrases } from '../../support/phrases.ts';

const inArabic = createPhrases({
  byteWords: { locale: 'ar-EG', byte: 'بايت', units: ['بايت', 'ك.ب', 'م.ب', 'غ.ب', 'ت.ب'] },
  texts: {
    ...en.pages.uploads,
    tooFewFiles: {
      zero: 'لا ملفات',
      one: 'ملف',
      two: 'ملفان',
      few: '{count} ملفات',
      many: '{count} ملفًا',
      other: '{count} ملف',
    },
  },
});

test('phrases, a text with a name and a value, isolates the name', () => {
  expect(phrases.say('fileTooLarge', { name: 'a.png', most: '5\u00a0MB' })).toBe(
    `${isolate('a.png')} is larger than 5\u00a0MB. Choose a smaller file.`,
  );
});

test('phrases, any name, stands in the sentence as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(phrases.say('saidComplete', { name })).toBe(`${isolate(name)} is uploaded.`);
    }),
  );
});

test('phrases, a count, chooses the plural form of the language and writes its digits', () => {
  expect([1, 2, 1200].map((count) => phrases.say('tooFewFiles', { count }))).toEqual([
    'Choose a file.',
    'Choose at least 2 files.',
    'Choose at least 1,200 files.',
  ]);
  expect([1, 2, 3, 11, 100].map((count) => inArabic.say('tooFewFiles', { count }))).toEqual([
    'ملف',
    'ملفان',
    '٣ ملفات',
    '١١ ملفًا',
    '١٠٠ ملف',
  ]);
});

test('phrases, sizes, shares and durations, are written as the language writes them', () => {
  expect([phrases.bytes(1536), phrases.percent(25)]).toEqual(['1.5\u00a0KB', '25%']);
  expect([inArabic.bytes(1536), inArabic.percent(25)]).toEqual(['١٫٥\u00a0ك.ب', expect.stringContaining('٢٥')]);
});

test('phrases, durations, are said in the unit that fits', () => {
  expect([0.2, 59.5, 61, 3_599, 3_601, 90_000].map(phrases.duration)).toEqual([
    '1 sec',
    '60 secs',
    '2 mins',
    '1 hr 0 mins',
    '1 hr 1 min',
    '25 hrs 0 mins',
  ]);
});
