import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiDisposition } from '../../src/upstream/ascii-disposition.ts';
import { expectInProportion } from '../support/in-proportion.ts';

/** As Node gives what was sent as UTF-8. */
const raw = (text: string) => Buffer.from(text).toString('latin1');
const name = `filename="u.csv"; filename*=UTF-8''%C3%BC.csv`;
/** What of the name comes back to a reader of RFC 8187. */
const nameIn = (value: string) => decodeURIComponent(/; filename\*=UTF-8''([^;]*)$/.exec(value)?.[1] ?? '');

/** What can stand in a header of an answer (RFC 9110, section 5.5). */
const headerText = (unit: fc.Arbitrary<string>) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out.
  fc.string({ unit, maxLength: 60 }).filter((text) => !/[\0-\x08\x0a-\x1f\x7f]/.test(text));
const byte = fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code));

describe('a Content-Disposition of an upstream', () => {
  it.each([
    'attachment',
    'inline; filename="a b.csv"',
    'attachment; filename=a.csv; x',
    `x; filename*=UTF-8''%C3%BC`,
    '',
  ])('stays as it is where it is ASCII: %j', (value) => expect(asciiDisposition(value)).toBe(value));

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
    ['a type that nobody knows', raw('form-data; name="a"; filename="ü.csv"'), `attachment; ${name}`],
    ['the name in both forms', raw(`attachment; filename="ö"; filename*=utf-8'de'%C3%BC.csv`), `attachment; ${name}`],
    [
      'the extended one in Latin-1',
      `attachment; filename="\xf6"; filename*=iso-8859-1''%fc.csv`,
      `attachment; ${name}`,
    ],
    ['an extended one that is none', raw(`attachment; filename*=UTF-8''%zz; filename="ü.csv"`), `attachment; ${name}`],
    ['an extended one in no ASCII', raw(`attachment; filename*=UTF-8''ö; filename="ü.csv"`), `attachment; ${name}`],
    ['two names', raw('attachment; filename="ü.csv"; filename="ö"'), `attachment; ${name}`],
    ['the name of something else', raw('attachment; xfilename="ö"; filename="ü.csv"'), `attachment; ${name}`],
    ['no name', raw('inline; x="ü"'), 'inline'],
    ['no type', raw('filename="ü.csv"'), 'attachment'],
    ['a type that is none', raw('inline ü; filename="a"'), `attachment; filename="a"; filename*=UTF-8''a`],
  ])('is written in ASCII: %s', (_, value, expected) => expect(asciiDisposition(value)).toBe(expected));

  it.each([
    ['attachment; filename="a;filename=b"; x="ü"', 'a;filename=b'],
    [String.raw`attachment; filename="a\"; filename=\"b"; x="ü"`, 'a"; filename="b'],
    [String.raw`attachment; x="\"; filename=\"b"; filename="ü\\"`, 'ü\\'],
    ['attachment; filename="ü; x=y', 'ü; x=y'],
    ['attachment; filename="ü"b; filename=c', 'ü'],
    ['attachment; filename="ü\\', 'ü'],
    ['attachment; x="ü; filename=c', ''],
  ])('attack 60: what stands in quotes is text and not another parameter: %j', (value, filename) => {
    expect(nameIn(asciiDisposition(raw(value)))).toBe(filename);
  });

  it.each(['UTF-8', 'Latin-1'])('keeps any name that is quoted, in %s', (how) => {
    const unit = how === 'UTF-8' ? fc.constantFrom('"', '\\', ';', '=', "'", '%', ' ', 'ü', '語', '🥾', 'a') : byte;
    fc.assert(
      fc.property(headerText(unit), (text) => {
        const bytes = how === 'UTF-8' ? raw(text) : text;
        const quoted = bytes.replace(/["\\]/g, '\\$&');
        // An `é` in Latin-1, after which no UTF-8 could go on, sees to it that it is read as what it is.
        const [end, meant] = how === 'UTF-8' ? [raw('ü'), `${text}ü`] : ['\xe9', `${text}\xe9`];
        expect(nameIn(asciiDisposition(`attachment; filename="${quoted}${end}"`))).toBe(meant);
      }),
    );
  });

  it('attack 60: is one value in ASCII for all bytes, and the same when it is read again', () => {
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

  it('attack 101: is read once, however long it is', async () => {
    for (const part of ['; ', ';a="', '\\', '; filename="\\"', 'a=', '\t'])
      await expectInProportion(16_384, () => asciiDisposition(`attachment; ${part.repeat(16_384 / part.length)}\xfc`));
  });
});
