import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryPaths, maxPathLength } from '../../src/exports/entry-path.ts';

const pathOf = (folders: Parameters<EntryPaths['add']>[0], name: string) => new EntryPaths().add(folders, name);

/** Names that come from anywhere, many of them made of what file systems refuse. */
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    'C:',
    'CON',
    'nul',
    'COM1',
    'com¹',
    'LPT9',
    'conin$',
    ' ',
    '.txt',
    '\u202e',
    '\u0000',
  ),
  fc.constantFrom(
    'é',
    'e\u0301',
    'ﬁ',
    'ß',
    'SS',
    'ı',
    'İ',
    '👩‍👩‍👧',
    '\ud800',
    '\u2028',
    'x'.repeat(300),
    '写'.repeat(120),
  ),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const folders = fc.oneof(fc.tuple(text, text), fc.tuple(text), fc.constant<[]>([]));

const windowsReserves = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\.|$)/i;

describe('the paths in an archive', () => {
  it.each([
    ['usual folders and name', ['12-ada@example.org', 'photos'], 'IMG 1.jpg', '12-ada@example.org/photos/IMG 1.jpg'],
    ['decomposed letters', [], 'u\u0308ber.txt', 'über.txt'],
    ['a device', [], 'CON.tar.gz', '_CON.tar.gz'],
    ['a device with a raised digit', [], 'com¹', '_com¹'],
    ['a device with a blank before its extension', [], 'nul .txt', '_nul .txt'],
    ['a drive', ['C:'], 'a.txt', 'C_/a.txt'],
    ['characters that Windows refuses', [], 'a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['a bidi override', [], 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['a control character', [], 'a\u0007\nb.txt', 'ab.txt'],
    ['dots and blanks at the end', ['a. . '], 'b.txt. .', 'a/b.txt'],
    ['several dots in a row', [], 'a...b..txt', 'a.b.txt'],
    ['an empty name and folder', [''], '', 'file/file'],
    ['a hidden file', [], '.htaccess', 'htaccess'],
    ['emoji of several characters', [], '👩‍👩‍👧 party.png', '👩‍👩‍👧 party.png'],
  ] as const)('EntryPaths.add, %s, gives a name that every system can store', (_what, inFolders, name, path) => {
    expect(pathOf([...inFolders] as Parameters<typeof pathOf>[0], name)).toBe(path);
  });

  it.each([
    ['../../etc/passwd'],
    ['..\\..\\windows\\system32\\evil.dll'],
    ['/etc/passwd'],
    ['C:\\boot.ini'],
    ['a/../../b'],
    ['....//....//b'],
  ])('EntryPaths.add, the name and folder %s, stays below its own folder (attack 149)', (evil) => {
    const path = pathOf([evil, evil], evil);
    expect(path.split('/')).toHaveLength(3);
    expect(path).not.toMatch(/\.\.|\\|:|^\//);
  });

  it.each(['=1+2', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")'])(
    'EntryPaths.add, %s as the first name, is no formula and no option (attack 150)',
    (formula) => {
      expect(pathOf([], formula)).toMatch(/^_[=+\-@]/);
      expect(pathOf([formula], 'x')).toMatch(/^_[=+\-@]/);
      expect(pathOf(['1-ada'], formula)).toMatch(/^1-ada\/[=+\-@]/);
    },
  );

  it('EntryPaths.add, names that some file system takes for one, are numbered before the extension', () => {
    const paths = new EntryPaths();
    const names = [
      'Photo.JPG',
      'photo.jpg',
      'photo.jpg',
      'photo (2).jpg',
      'strasse',
      'straße',
      'caf\u00e9',
      'cafe\u0301',
    ];
    expect(names.map((name) => paths.add(['1-ada', 'f'], name).slice('1-ada/f/'.length))).toEqual([
      'Photo.JPG',
      'photo (2).jpg',
      'photo (3).jpg',
      'photo (2) (2).jpg',
      'strasse',
      'straße (2)',
      'café',
      'café (2)',
    ]);
    expect(paths.add(['1-ada', 'g'], 'photo.jpg')).toBe('1-ada/g/photo.jpg');
  });

  it('EntryPaths.add, folders that differ and would be one, are kept apart, also from files', () => {
    const paths = new EntryPaths();
    expect(paths.add(['1-ada'], 'receipt.html')).toBe('1-ada/receipt.html');
    expect(paths.add(['1-ada', 'Receipt.html'], 'a')).toBe('1-ada/Receipt.html (2)/a');
    expect(paths.add(['1-ada', 'a:b'], 'x')).toBe('1-ada/a_b/x');
    expect(paths.add(['1-ada', 'a_b'], 'x')).toBe('1-ada/a_b (2)/x');
    expect(paths.add(['1-ada', 'a:b'], 'x')).toBe('1-ada/a_b/x (2)');
  });

  it('EntryPaths.add, long names, are cut between characters, with number and extension kept', () => {
    const paths = new EntryPaths();
    const [first, second] = [1, 2].map(() =>
      paths.add(['f'.repeat(90), 'g'.repeat(90)], `${'👩‍👩‍👧'.repeat(40)}.jpeg`),
    );
    expect(first).toMatch(/^f{64}\/g{64}\/(👩‍👩‍👧)+\.jpeg$/u);
    expect(second).toMatch(/^f{64}\/g{64}\/(👩‍👩‍👧)+ \(2\)\.jpeg$/u);
    expect(Math.max(first?.length ?? 0, second?.length ?? 0)).toBeLessThanOrEqual(maxPathLength);
  });

  it('EntryPaths.add, ten thousand duplicates, numbers them all', () => {
    const paths = new EntryPaths();
    const made = new Set(Array.from({ length: 10_000 }, () => paths.add([], 'a.txt')));
    expect(made.size).toBe(10_000);
  });

  it('EntryPaths.add, any folders and names, gives safe paths that differ on every file system (attack 149)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(folders, text), { maxLength: 12 }), (wanted) => {
        const paths = new EntryPaths();
        const seen = new Set<string>();
        for (const [inFolders, name] of wanted) {
          const path = paths.add(inFolders, name);
          expect(path.length).toBeLessThanOrEqual(maxPathLength);
          expect(path).toBe(path.normalize('NFC'));
          expect(path.isWellFormed()).toBe(true);
          const segments = path.split('/');
          expect(segments).toHaveLength(inFolders.length + 1);
          for (const segment of segments) {
            expect(segment).not.toMatch(/[<>:"|?*\\\p{Cc}\u202a-\u202e\u2066-\u2069]|^$|^\.|\.\.|[. ]$/u);
            expect(segment).not.toMatch(windowsReserves);
            expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
          }
          const folded = path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');
          expect(seen).not.toContain(folded);
          seen.add(folded);
        }
      }),
    );
  });
});
