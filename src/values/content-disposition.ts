import { percentEncode } from './percent-encoding.ts';

/** A browser's treatment of a download (RFC 6266): it shows the file, or saves it. */
export type Disposition = 'inline' | 'attachment';

/** The longest name that file systems accept. */
const maxLength = 255;

/**
 * Returns a Content-Disposition with the name in both forms of RFC 6266. `filename` is plain ASCII for old clients,
 * `filename*` (RFC 8187) has all of the name, with `attr-char` as they are.
 */
export function contentDisposition(disposition: Disposition, filename: string): string {
  const extended = percentEncode(filename.toWellFormed(), '!');
  return `${disposition}; filename="${asciiOf(filename)}"; filename*=UTF-8''${extended}`;
}

/** Returns the name in ASCII, as a file that is neither hidden nor too long. */
function asciiOf(filename: string): string {
  // A percent sign or a backslash in the quoted form is read differently by different browsers; a full-width slash has
  // become a plain one.
  const ascii = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%;/:]/g, '_')
    // Other dots have become plain ones, and marks in front of a dot are gone.
    .replace(/[ .]+$/, '_')
    .replace(/^(?=[ .]|$)/, '_');
  // Some signs stand for many letters. The end, with the extension, stays.
  return ascii.length > maxLength ? ascii.slice(0, 100) + ascii.slice(100 - maxLength) : ascii;
}
