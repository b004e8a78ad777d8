import { firstBytes } from '../values/first-bytes.ts';

/** The longest name that file systems accept, in bytes of UTF-8. */
const maxBytes = 255;

/** The characters at each end of a long name that count; its middle is dropped. */
const maxHalf = 1000;

/**
 * Returns a file name that is safe to show and to save, from any name that a client sent. It is the last segment of a
 * path of either kind, in NFC, without control or invisible characters, at most 255 bytes of UTF-8 with the extension
 * kept and no character cut. Never empty, hidden by a leading dot, or ended by a dot or a blank, which Windows would
 * leave out. It appears on pages and in Content-Disposition, never in a key or path. A name that Windows has reserved
 * (`con.txt`) stays: browsers rename such files when they save them.
 *
 * @param extensions with their dots, in lower case: a name that ends with none of them gets the first
 */
export function cleanFilename(claimed: string, extensions: readonly string[] = []): string {
  const lastSegment = claimed.split(/[/\\]/).at(-1) ?? '';
  const name = withoutInvisible(withoutMiddle(lastSegment)).replace(/[\s.]+$/u, '');
  const extension = extensionOf(name, extensions);
  const stem = name.slice(0, name.length - extension.length).replace(/^[\s.]+/u, '');
  return shorten(stem || 'file', extension || (extensions[0] ?? ''));
}

/**
 * Returns the extension that ends a name. It is one of `extensions`, or for an empty list any text that looks like one.
 */
export function extensionOf(name: string, extensions: readonly string[] = []): string {
  if (extensions.length === 0) return /[^\s.].*(\.[\w-]{1,16})$/su.exec(name)?.[1] ?? '';
  const own = extensions.find((extension) => name.toLowerCase().endsWith(extension));
  return own === undefined ? '' : name.slice(-own.length);
}

/**
 * Drops the middle of a very long name. Composing takes time in the square of a row of marks, and the middle would be
 * cut anyway.
 */
function withoutMiddle(name: string): string {
  return name.length <= 2 * maxHalf ? name : name.slice(0, maxHalf) + name.slice(-maxHalf);
}

/**
 * A character class of invisible characters. It has controls and formats (bidi marks and overrides, tags, soft
 * hyphens), half characters, line separators, noncharacters, characters that Unicode lets programs ignore (fillers of
 * Hangul, joiners of graphemes, inherent vowels of Khmer), and the blank of braille.
 */
const invisible = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800`;
const foreign = String.raw`[^\p{ASCII}${invisible}]`;

/** Invisible characters that writing needs, each directly behind a character on which it works. */
const neededInvisible = [
  // Joiners: of Persian, of the scripts of India, of emoji.
  String.raw`(?<=${foreign}\p{Variation_Selector}?)[\u200c\u200d]`,
  // Variants: of emoji and symbols, of ideographs, of Mongolian letters, of the digits that are keys.
  String.raw`(?<=${foreign})[\ufe00-\ufe0f]`,
  String.raw`(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]`,
  String.raw`(?<=[\d#*])\ufe0f(?=\u20e3)`,
  // The flags of England, Scotland and Wales: their names, in tags behind a black flag.
  ...['gbeng', 'gbsct', 'gbwls'].map((name) => `(?<=\u{1f3f4})${toTagCharacters(name)}\u{e007f}`),
];
const neededOrInvisible = new RegExp(`(${neededInvisible.join('|')})|[${invisible}]`, 'gu');

function toTagCharacters(name: string): string {
  return [...name].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');
}

/** Normalised first and last: without an invisible character in between, a mark joins its letter. */
function withoutInvisible(name: string): string {
  return name.normalize('NFC').replace(neededOrInvisible, '$1').normalize('NFC');
}

function shorten(stem: string, extension: string): string {
  if (Buffer.byteLength(stem + extension) <= maxBytes) return stem + extension;
  const cut = firstBytes(stem, maxBytes - Buffer.byteLength(extension));
  return withoutInvisible(cut).replace(/[\s.]+$/u, '') + extension;
}
