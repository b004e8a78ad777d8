import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFilename } from '../../src/files/filename.ts';
import { endlessTexts } from '../support/endless-texts.ts';
import { expectInProportion } from '../support/in-proportion.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', ':', ' ', 'c', 'é', 'e\u0301', '\u200b', '\u202e', '\0', '😀', '\ud83d'),
  }),
);

describe('cleanFilename', () => {
  it('leaves ordinary names alone, whatever their script', () => {
    for (const name of ['boots.png', 'Grüße aus Köln.pdf', '契約書 (1).docx', 'عقد.pdf', 'a.tar.gz', 'no extension'])
      expect(cleanFilename(name)).toBe(name);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\x', 'x'],
    ['C:\\x', 'x'],
    ['C:x.txt', 'x.txt'],
    ['/abs', 'abs'],
    ['a/b\\c/d.txt', 'd.txt'],
    ['..', 'file'],
    ['/', 'file'],
    ['', 'file'],
    ['.bashrc', 'bashrc'],
    ['. .bashrc', 'bashrc'],
  ])('attack 6: takes %j for a name and no path', (claimed, cleaned) => {
    expect(cleanFilename(claimed)).toBe(cleaned);
  });

  it.each([
    ['a\0b.txt', 'ab.txt'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
    ['a\tb\x7f\x85.txt', 'ab.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u200bb\ufeff.txt', 'ab.txt'],
    ['a\u2028b.txt', 'ab.txt'],
    ['half \ud83d.txt', 'half .txt'],
  ])('attack 7: takes control and invisible characters out of %j', (claimed, cleaned) => {
    expect(cleanFilename(claimed)).toBe(cleaned);
  });

  it('attack 9: shortens by bytes, between code points, and keeps the extension', () => {
    expect(cleanFilename(`${'a'.repeat(10_000)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`);
    expect(cleanFilename(`${'😀'.repeat(255)}.png`)).toBe(`${'😀'.repeat(62)}.png`);
    expect(cleanFilename('😀'.repeat(255))).toBe('😀'.repeat(63));
  });

  it.each(endlessTexts(300_000))('attack 101: makes a name of %s in no time', async (_what, claimed) => {
    await expectInProportion(claimed.length, () => {
      expect(Buffer.byteLength(cleanFilename(`${claimed}.pdf`))).toBeLessThanOrEqual(255);
      expect(cleanFilename(`${claimed}.pdf`)).toMatch(/\.pdf$/);
    });
  });

  it('is always a name: not empty, one segment, at most 255 bytes, well-formed, composed, not hidden', () => {
    fc.assert(
      fc.property(anyName, (claimed) => {
        const name = cleanFilename(claimed);
        expect(name).not.toBe('');
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e]|^\.|^\s|\s$/u);
        expect(name.isWellFormed()).toBe(true);
        expect(name.normalize('NFC')).toBe(name);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyName, (claimed) => {
        const name = cleanFilename(claimed);
        expect(cleanFilename(name)).toBe(name);
      }),
    );
  });
});
