import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFilename } from '../../src/files/filename.ts';
import { contentDisposition } from '../../src/values/content-disposition.ts';

/** RFC 6266's grammar for what we send, and nothing around it. */
const header =
  /^(?<type>inline|attachment); filename="(?<quoted>[^"]*)"; filename\*=UTF-8''(?<extended>[\w!#$&+.^`|~%-]*)$/;

describe('contentDisposition', () => {
  it('contentDisposition, a name, states it in ASCII for old clients and whole for others', () => {
    expect(contentDisposition('attachment', 'Grüße €.pdf')).toBe(
      `attachment; filename="Grusse _.pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.pdf`.replace(
        'Grusse',
        'Gru_e',
      ),
    );
    expect(contentDisposition('inline', 'boots.png')).toBe(`inline; filename="boots.png"; filename*=UTF-8''boots.png`);
  });

  it.each([
    'a"; filename="evil.exe',
    'a;b',
    'a\r\nSet-Cookie: x=1',
    '100%.txt',
    '%22.txt',
    "it's (1)*.txt",
    'a\\".txt',
    '\ud83d',
    '日本.txt',
  ])('contentDisposition, %j, stays one value of one header (attack 60)', (name) => {
    const value = contentDisposition('attachment', name);
    expect(value).toMatch(header);
    expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
  });

  it.each(['℀', '‥／x', 'Ｃ：＼x', '⁄'])(
    'contentDisposition, %j with compatibility forms, has no path in ASCII (attack 60)',
    (name) => {
      expect(header.exec(contentDisposition('attachment', name))?.groups?.quoted).not.toMatch(/[/\\:]/);
    },
  );

  it.each([
    '\u0301.curlrc',
    '\u2024curlrc',
    '\u0301.txt',
    '\u2025',
    '\u0301',
    'a\u2026',
    '\u3000a',
    '.\ufdfa'.repeat(80),
  ])('contentDisposition, %j, names no hidden file in ASCII, and none that is too long (attack 198)', (name) => {
    const { quoted = '' } = header.exec(contentDisposition('attachment', name))?.groups ?? {};
    expect(quoted).toMatch(/^[^ .](.*[^ .])?$/);
    expect(quoted.length).toBeLessThanOrEqual(255);
  });

  it('contentDisposition, any name, is header-safe and decodes to the name (attack 60)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const value = contentDisposition('attachment', name);
        const { quoted = '"', extended = '%' } = header.exec(value)?.groups ?? {};
        expect(quoted).toMatch(/^[\x20-\x7e]*$/);
        expect(quoted).not.toMatch(/["\\%;/:]/);
        expect(quoted).toMatch(/^[^ .](.*[^ .])?$/);
        expect(quoted.length).toBeLessThanOrEqual(255);
        expect(decodeURIComponent(extended)).toBe(name.toWellFormed());
      }),
    );
  });

  it('contentDisposition, any cleaned name, comes back unchanged', () => {
    const invisible = fc.constantFrom(
      '👩‍👩‍👧‍👦',
      '\u{1f3f4}\u{e0067}\u{e007f}',
      '\u200d',
      '\ufe0f',
      '\u{e0100}',
      '\u3164',
      'é',
      ':',
      '.',
      ' ',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: invisible })), (claimed) => {
        const name = cleanFilename(claimed);
        const extended = header.exec(contentDisposition('inline', name))?.groups?.extended ?? '';
        expect(decodeURIComponent(extended)).toBe(name);
      }),
    );
  });
});
