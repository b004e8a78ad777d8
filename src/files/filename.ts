/** The most that file systems take (bytes of UTF-8), and what a person can still tell apart. */
const maxBytes = 255;

/** Of so many characters at the beginning and at the end a name is made. */
const maxHalf = 1000;

/**
 * Control characters, what reverses or hides text (bidi marks and overrides, zero-width marks), and what is no
 * character (lone surrogates, U+FFFE, U+FFFF).
 */
const unwanted =
  /[\p{Cc}\p{Cs}\u{61c}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{fffe}\u{ffff}]/gu;

/**
 * A name for showing and saving, from whatever a client sent: the last segment of a path of either kind, NFC, without
 * control or invisible characters, at most 255 bytes of UTF-8 with the extension kept and no character cut. Never
 * empty. It appears on pages and in Content-Disposition, never in a key or path.
 */
export function cleanFilename(claimed: string): string {
  const lastSegment = claimed.split(/[/\\]/).at(-1) ?? '';
  // Composed last: a mark that an invisible character kept from its letter joins it now.
  const composed = withoutMiddle(lastSegment).replace(unwanted, '').normalize('NFC');
  // A drive's letter is no part of the name; a leading dot would hide the file, dots alone are directories.
  const name = composed.replace(/^(?:[a-z]:|[\s.])+/i, '').trimEnd();
  return shorten(name === '' ? 'file' : name);
}

/** Composing takes time in the square of a row of marks; of the middle of a name so long nothing stays anyway. */
function withoutMiddle(name: string): string {
  return name.length <= 2 * maxHalf ? name : name.slice(0, maxHalf) + name.slice(-maxHalf);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  return takeBytes(stem, maxBytes - extension.length).trimEnd() + extension;
}

/** The longest beginning of whole code points within that many bytes. */
function takeBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}
