import { percentEncode } from './percent-encoding.ts';

/** A browser's treatment of a download (RFC 6266): it shows the file, or saves it. */
export type Disposition = 'inline' | 'attachment';

/**
 * Returns a Content-Disposition with the name in both forms of RFC 6266. `filename` is plain ASCII for old clients,
 * `filename*` (RFC 8187) has all of the name, with `attr-char` as they are.
 */
export function contentDisposition(disposition: Disposition, filename: string): string {
  // A percent sign or a backslash in the quoted form is read differently by different browsers; a full-width slash has
  // become a plain one.
  const ascii = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%;/:]/g, '_')
    // Other dots have become plain ones, and marks in front of a dot are gone: a name must not become a hidden file.
    .replace(/[ .]+$/, '_')
    .replace(/^(?=[ .]|$)/, '_');
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${percentEncode(filename.toWellFormed(), '!')}`;
}
