import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDisposition } from '../../src/upstream/ascii-disposition.ts';
import { expectInProportion } from '../support/in-proportion.ts';

/** As Node gives what was sent as UTF-8. */
const raw = (text: string) => Buffer.from(text).toString('latin1');
const name = `filename="u.csv"; filename*=UTF-8''%C3%BC.csv`;
/** Returns the name that a reader of RFC 8187 gets. */
const nameIn = (value: string) => decodeURIComponent(/; filename\*=UTF-8''([^;]*)$/.exec(value)?.[1] ?? '');

/** The values of a response header (RFC 9110, section 5.5). */
const headerText = (unit: fc.Arbitrary<string>) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out.
  fc.string({ unit, maxLength: 60 }).filter((text) => !/[\0-\x08\x0a-\x1f\x7f]/.test(text));
const byte = fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code));

describe('asciiDisposition', () => {
  it.each([
    'attachment',
    'inline; filename="a b.csv"',
    'attachment; filename=a.csv; x',
    `x; filename*=UTF-8''%C3%BC`,
    '',
  ])('asciiDisposition, %j in ASCII, stays as it is', (value) => expect(asciiDisposition(value)).toBe(value));

  it.each([
    ['UTF-8', raw('attachment; filename="ü.csv"'), `attachment; ${name}`],
    ['Latin-1', 'attachment; filename="\xfc.csv"', `attachment; ${name}`],
    ['bytes 0x80 to 0x9f', 'inline; filename="\x80"', `inline; filename="_"; filename*=UTF-8''%C2%80`],
    ['a name without quotes', raw('inline;filename=ü.csv ; size=9'), `inline; ${name}`],
    [
      'a name without quotes, with blanks',
      raw('inline; filename=ü 1.csv'),
      `inline; filename="u 1.csv"; filename*=UTF-8''%C3%BC%201.csv`,
    ],
    ['names and types in capitals', raw('INLINE ; FileName = "ü.csv"'), `inline; ${name}`],
    ['an unknown type', raw('form-data; name="a"; filename="ü.csv"'), `attachment; ${name}`],
    ['the name in both forms', raw(`attachment; filename="ö"; filename*=utf-8'de'%C3%BC.csv`), `attachment; ${name}`],
    [
      'an extended name in Latin-1',
      `attachment; filename="\xf6"; filename*=iso-8859-1''%fc.csv`,
      `attachment; ${name}`,
    ],
    ['a malformed extended name', raw(`attachment; filename*=UTF-8''%zz; filename="ü.csv"`), `attachment; ${name}`],
    ['an extended name beyond ASCII', raw(`attachment; filename*=UTF-8''ö; filename="ü.csv"`), `attachment; ${name}`],
    ['two names', raw('attachment; filename="ü.csv"; filename="ö"'), `attachment; ${name}`],
    ['another parameter that ends in name', raw('attachment; xfilename="ö"; filename="ü.csv"'), `attachment; ${name}`],
    ['no name', raw('inline; x="ü"'), 'inline'],
    ['no type', raw('filename="ü.csv"'), 'attachment'],
    ['a malformed type', raw('inline ü; filename="a"'), `attachment; filename="a"; filename*=UTF-8''a`],
  ])('asciiDisposition, %s, is written in ASCII', (_, value, expected) =>
    expect(asciiDisposition(value)).toBe(expected),
  );

  it.each([
    ['attachment; filename="a;filename=b"; x="ü"', 'a;filename=b'],
    [String.raw`attachment; filename="a\"; filename=\"b"; x="ü"`, 'a"; filename="b'],
    [String.raw`attachment; x="\"; filename=\"b"; filename="ü\\"`, 'ü\\'],
    ['attachment; filename="ü; x=y', 'ü; x=y'],
    ['attachment; filename="ü"b; filename=c', 'ü'],
    ['attachment; filename="ü\\', 'ü'],
    ['attachment; x="ü; filename=c', ''],
  ])('asciiDisposition, quoted text like a parameter, stays text: %j (attack 60)', (value, filename) => {
    expect(nameIn(asciiDisposition(raw(value)))).toBe(filename);
  });

  it.each(['UTF-8', 'Latin-1'])('asciiDisposition, any quoted name in %s, is kept', (how) => {
    const unit = how === 'UTF-8' ? fc.constantFrom('"', '\\', ';', '=', "'", '%', ' ', 'ü', '語', '🥾', 'a') : byte;
    fc.assert(
      fc.property(headerText(unit), (text) => {
        const bytes = how === 'UTF-8' ? raw(text) : text;
        const quoted = bytes.replace(/["\\]/g, '\\$&');
        // An `é` in Latin-1, which is no UTF-8, makes the reader take it for Latin-1.
        const [end, meant] = how === 'UTF-8' ? [raw('ü'), `${text}ü`] : ['\xe9', `${text}\xe9`];
        expect(nameIn(asciiDisposition(`attachment; filename="${quoted}${end}"`))).toBe(meant);
      }),
    );
  });

  it('asciiDisposition, any bytes, gives one ASCII value that reads the same (attack 60)', () => {
    const piece = fc.constantFrom(
      'attachment',
      'inline',
      ';',
      'filename',
      'filename*',
      '=',
      '"',
      '\\',
      "UTF-8''",
      '%C3',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, byte), { maxLength: 40 }), (pieces) => {
        const value = asciiDisposition(`${pieces.join('')}\xfc`);
        expect(value).toMatch(
          /^(?:inline|attachment)(?:; filename="[^"\\%;/:]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/,
        );
        expect(value).toMatch(/^[\x20-\x7e]*$/);
        expect(asciiDisposition(value)).toBe(value);
      }),
    );
  });

  it('asciiDisposition, a very long value, takes time in proportion (attack 101)', async () => {
    for (const part of ['; ', ';a="', '\\', '; filename="\\"', 'a=', '\t'])
      await expectInProportion(16_384, () => asciiDisposition(`attachment; ${part.repeat(16_384 / part.length)}\xfc`));
  });
});
