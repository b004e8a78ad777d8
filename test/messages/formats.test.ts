import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../src/messages/formats.ts';
import { directionOf, firstLanguage, isLanguage, languages, nameOf } from '../../src/messages/language.ts';
import { loadMessages } from '../../src/messages/messages.ts';

const german = formatsOf({ locale: 'de', byte: 'Byte', units: ['Byte', 'KB', 'MB', 'GB', 'TB'] });

describe('formatsOf', () => {
  it('formatsOf, German, writes numbers, sizes and lists as German does', () => {
    expect(german.number(1234.5)).toBe('1.234,5');
    expect(german.bytes(1.5 * 1024 ** 2)).toBe('1,5\u00a0MB');
    expect(german.bytesApart(1_000_000, 1_000_001)).toEqual(['1.000.000\u00a0Byte', '1.000.001\u00a0Byte']);
    expect(german.list(['a', 'b', 'c'])).toBe('a, b und c');
    expect(german.choice(['a', 'b'])).toBe('a oder b');
    expect(german.dateTime('2026-11-08T18:05:00.000Z')).toBe('8. Nov. 2026, 18:05 UTC');
    expect(german.relative(-3 * 3600)).toBe('vor 3 Stunden');
  });

  it.each(languages)('formatsOf, a size in %s, keeps number and unit on one line', async (language) => {
    const { formats } = await loadMessages(language);
    const sizes = [1, 852, 1536, 1.2 * 1024 ** 2, 5 * 1024 ** 3].map(formats.bytes);
    for (const size of [...sizes, ...formats.bytesApart(1_000_000, 1_000_001)])
      expect(size).toMatch(/^\d[^ ]*\u00a0[^ ]+$/);
  });

  it.each([
    [0, '# ملف'],
    [1, 'ملف واحد'],
    [2, 'ملفان'],
    [3, '3 ملفات'],
    [11, '11 ملفًا'],
  ])('formatsOf, Arabic, has six forms of a plural: %i', (count, expected) => {
    const arabic = formatsOf({ locale: 'ar', byte: 'بايت', units: ['بايت', 'ك.ب', 'م.ب', 'غ.ب', 'ت.ب'] });
    const forms = { one: 'ملف واحد', two: 'ملفان', few: '# ملفات', many: '# ملفًا', other: '# ملف' };
    expect(arabic.plural(count, forms)).toBe(expected.replace('#', '0'));
  });
});

describe('languages', () => {
  it('firstLanguage, tags with regions, finds the first of ours', () => {
    expect(firstLanguage(['nl-BE', 'FR-ca', 'de'])).toBe('fr');
    expect(firstLanguage([])).toBeUndefined();
  });

  it('isLanguage, names of object members, is false', () => {
    expect(['constructor', '', 'EN', undefined].filter(isLanguage)).toEqual([]);
  });

  it('nameOf, each language, is its own name', () => {
    expect(languages.map(nameOf)).toEqual(['English', 'Deutsch', 'Français', 'العربية']);
    expect(languages.map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'rtl']);
  });

  it('loadMessages, each language, has texts of that language', async () => {
    for (const language of languages) expect((await loadMessages(language)).language).toBe(language);
  });
});
