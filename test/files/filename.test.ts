import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFilename } from '../../src/files/filename.ts';
import { endlessTexts } from '../support/endless-texts.ts';
import { expectInProportion } from '../support/in-proportion.ts';

const scottishFlag = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
const extensionLists: readonly string[][] = [[], ['.pdf'], ['.txt', '.log'], ['.gz', '.tgz']];

/** Characters that the cleaning of names treats specially. */
const pieces = [
  ...[
    '.',
    '/',
    '\\',
    ':',
    ' ',
    'c',
    'K',
    '.pdf',
    '.LOG',
    '.tgz',
    'é',
    'e\u0301',
    '\u0301',
    '\u212a',
    '\u0958',
    '1',
    '葛',
  ],
  ...['\u200b', '\u200c', '\u200d', '\ufe0f', '\ufe00', '\u{e0100}', '\u180b', '\u180e', '\u20e3', '\u202e', '\0'],
  ...[
    '\u3164',
    '\u2800',
    '\u034f',
    '\u0600',
    '\u{e0067}',
    '\u{e007f}',
    '\u{1f3f4}',
    scottishFlag,
    '😀',
    '\ud83d',
    '\ude00',
  ],
];

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(...pieces) }),
  fc.string({ unit: fc.constantFrom(...pieces, 'x'.repeat(60)), minLength: 20 }),
);

describe('cleanFilename', () => {
  it('cleanFilename, an ordinary name of any script, stays as it is', () => {
    for (const name of ['boots.png', 'Grüße aus Köln.pdf', '契約書 (1).docx', 'عقد.pdf', 'a.tar.gz', 'no extension'])
      expect(cleanFilename(name)).toBe(name);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\x', 'x'],
    ['C:\\x', 'x'],
    ['C:\\x\\A:B.txt', 'A:B.txt'],
    ['/abs', 'abs'],
    ['a/b\\c/d.txt', 'd.txt'],
    ['..', 'file'],
    ['/', 'file'],
    ['', 'file'],
    ['.bashrc', 'bashrc'],
    ['. .bashrc', 'bashrc'],
    ['report.pdf.', 'report.pdf'],
    ['report.pdf . ', 'report.pdf'],
    ['. . .', 'file'],
  ])('cleanFilename, %j, is a name without a path (attack 6)', (claimed, cleaned) => {
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
    ['a\u{e0041}\u{e0042}\u{e007f}b.txt', 'ab.txt'],
    ['\u115f\u1160\u3164\uffa0a.txt', 'a.txt'],
    ['in\u00advoice.txt', 'invoice.txt'],
    ['a\u180eb\ufff9c\ufffad\ufffb.txt', 'abcd.txt'],
    ['a\u2800\u034fb\u17b4.txt', 'ab.txt'],
    ['pass\u200dword\ufe0f\u{e0100}.txt', 'password.txt'],
    ['é\ufe00\ufe01\ufe02\u200d.txt', 'é\ufe00.txt'],
    ['é\u200d\u200d.txt', 'é\u200d.txt'],
    ['\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}.txt', '\u{1f3f4}.txt'],
    ['\u200d\u3164\u2800\u{e0061}', 'file'],
    ['\u3164.txt', 'txt'],
  ])('cleanFilename, %j, drops control and invisible characters (attack 7)', (claimed, cleaned) => {
    expect(cleanFilename(claimed)).toBe(cleaned);
  });

  it.each([
    'A:B test.pdf',
    'C:x.txt',
    'con.txt',
    'Dr. No.pdf',
    '👩‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🏴‍☠️ ❤️‍🔥.png',
    'flags 🇩🇪 \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}.png',
    'key 1\ufe0f\u20e3 #\ufe0f\u20e3.png',
    'می\u200cخواهم.pdf',
    'ന\u0d4d\u200d.pdf',
    '葛\u{e0100}城.pdf',
    'ᠠ\u180b.pdf',
    'Ærø, Łódź, Đà Nẵng.pdf',
  ])('cleanFilename, %j, keeps the joiners that its script needs', (name) => {
    expect(cleanFilename(name)).toBe(name.normalize('NFC'));
    expect(cleanFilename(name, ['.txt', '.pdf', '.png'])).toBe(name.normalize('NFC'));
  });

  it.each([
    ['report', 'report.txt'],
    ['report.pdf', 'report.pdf.txt'],
    ['REPORT.TXT', 'REPORT.TXT'],
    ['server.log', 'server.log'],
    ['server.LOG. .', 'server.LOG'],
    ['report.txt\u200d', 'report.txt'],
    ['report.t\u00adxt', 'report.txt'],
    ['.txt', 'file.txt'],
    ['..log', 'file.log'],
    ['\u3164.txt', 'file.txt'],
    ['log', 'log.txt'],
    ['...', 'file.txt'],
    ['U.S.A.', 'U.S.A.txt'],
    [`${'ä'.repeat(300)}.log`, `${'ä'.repeat(125)}.log`],
    [`${'ä'.repeat(300)}.html`, `${'ä'.repeat(125)}.txt`],
    [`${'a'.repeat(250)}. .txt.exe`, `${'a'.repeat(250)}.txt`],
  ])('cleanFilename, %j for a text, gives %j', (claimed, name) => {
    expect(cleanFilename(claimed, ['.txt', '.log'])).toBe(name);
  });

  it('cleanFilename, a long name, is cut by bytes between characters before its extension (attack 9)', () => {
    expect(cleanFilename(`${'a'.repeat(10_000)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`);
    expect(cleanFilename(`${'😀'.repeat(255)}.png`)).toBe(`${'😀'.repeat(62)}.png`);
    expect(cleanFilename('😀'.repeat(255))).toBe('😀'.repeat(63));
  });

  it.each(endlessTexts(300_000))(
    'cleanFilename, %s, takes time that grows with its length only (attack 101)',
    async (_what, claimed) => {
      await expectInProportion(claimed.length, () => {
        expect(Buffer.byteLength(cleanFilename(`${claimed}.pdf`))).toBeLessThanOrEqual(255);
        expect(cleanFilename(`${claimed}.pdf`)).toMatch(/\.pdf$/);
      });
    },
  );

  it.each(extensionLists)(
    'cleanFilename, any text with the extensions %j, gives a name that ends so',
    (...extensions) => {
      fc.assert(
        fc.property(anyName, (claimed) => {
          const name = cleanFilename(claimed, extensions);
          expect(name).not.toBe('');
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          expect(name).not.toMatch(/[/\\\p{Cc}\u2028\u2029]|^[\s.]|[\s.]$/u);
          expect(name.replaceAll(scottishFlag, '')).not.toMatch(
            /[^\P{Cf}\u200c\u200d]|[\u034f\u115f\u1160\u2800\u3164\uffa0]/u,
          );
          expect(name.isWellFormed()).toBe(true);
          expect(name.normalize('NFC')).toBe(name);
          if (extensions.length > 0) expect(extensions).toContain(/\.[^.]*$/.exec(name.toLowerCase())?.[0]);
        }),
      );
    },
  );

  it.each(extensionLists)('cleanFilename, a clean name with the extensions %j, stays the same', (...extensions) => {
    fc.assert(
      fc.property(anyName, (claimed) => {
        const name = cleanFilename(claimed, extensions);
        expect(cleanFilename(name, extensions)).toBe(name);
        if (extensions.length > 0) expect(cleanFilename(name)).toBe(name);
      }),
    );
  });

  it('cleanFilename, a name with its extension in any case, gets no second one', () => {
    const stem = fc.stringMatching(/^[a-zä]{1,9}$/);
    const extension = fc.mixedCase(fc.constantFrom('.txt', '.log'));
    const behind = fc.string({ unit: fc.constantFrom('.', ' ', '\u200b', '\u3164', '\t', '\u{e0041}'), maxLength: 5 });
    fc.assert(
      fc.property(stem, extension, behind, (name, own, more) => {
        expect(cleanFilename(name + own + more, ['.txt', '.log'])).toBe(name + own);
      }),
    );
  });
});
