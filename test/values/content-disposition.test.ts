import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFilename } from '../../src/files/filename.ts';
import { contentDisposition } from '../../src/values/content-disposition.ts';

/** RFC 6266's grammar for what we send, and nothing around it. */
const header =
  /^(?<type>inline|attachment); filename="(?<quoted>[^"]*)"; filename\*=UTF-8''(?<extended>[\w!#$&+.^`|~%-]*)$/;

describe('contentDisposition', () => {
  it('says the name twice: in ASCII for old clients, whole for the others', () => {
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
  ])('attack 60: %j stays one value of one header', (name) => {
    const value = contentDisposition('attachment', name);
    expect(value).toMatch(header);
    expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
  });

  it.each(['℀', '‥／x', 'Ｃ：＼x', '⁄'])(
    'attack 60: compatibility forms become no path in the ASCII name: %j',
    (name) => {
      expect(header.exec(contentDisposition('attachment', name))?.groups?.quoted).not.toMatch(/[/\\:]/);
    },
  );

  it('attack 60: is header-safe for every name, and a decoder of RFC 8187 gets the name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const value = contentDisposition('attachment', name);
        const { quoted = '"', extended = '%' } = header.exec(value)?.groups ?? {};
        expect(quoted).toMatch(/^[\x20-\x7e]*$/);
        expect(quoted).not.toMatch(/["\\%;/:]/);
        expect(decodeURIComponent(extended)).toBe(name.toWellFormed());
      }),
    );
  });

  it('brings every cleaned name back unchanged', () => {
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
