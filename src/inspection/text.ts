import { type Message, message } from '../messages/message.ts';
import { beginsAsBinary, mayBeginAsBinary } from './binary-signature.ts';
import { beginsAsDocument, beginsAsRunningMarkup } from './markup.ts';
import { type ReadText, readText, toCharacters } from './text-encoding.ts';

/**
 * Returns a message when the beginning of a file is not that of a text. It judges as the programs that open texts do:
 * any encoding counts, with the control characters that programs leave in texts, but no document of another kind.
 *
 * @param mime the claimed type, since HTML is a part of Markdown
 * @returns a message for the person; `undefined` for a text
 */
export function textProblem(head: Uint8Array, mime = 'text/plain'): Message | undefined {
  const read = readText(head);
  if (!isReadable(head, read) || otherDocuments.some((pattern) => pattern.test(read.text)))
    return message('text-unreadable');
  // Neither reading must hide markup that the other shows.
  const readings = [read.text, toCharacters(head).replaceAll('\0', '')];
  const isMarkup = readings.some(
    (reading) => beginsAsDocument(reading) || (mime !== 'text/markdown' && beginsAsRunningMarkup(reading)),
  );
  return isMarkup ? message('text-is-markup') : undefined;
}

/**
 * Document formats that are written in printable characters: PDF, PostScript and RTF. A text about such a format may
 * begin with its name, but not with its whole signature.
 */
const otherDocuments: readonly RegExp[] = [
  /^%PDF-\d\.\d[ \t]*(?:[\r\n]|$)/,
  /^%!PS(?:-Adobe-\d|[ \t]*(?:[\r\n]|$))/,
  /^\{\\rtf(?:\d|\s*[\\{])/,
];

/**
 * True for files without stray control characters, as for libmagic. A file with them that begins like another format is
 * that format; the number and the kinds of them decide about the rest.
 */
function isReadable(head: Uint8Array, { text, isUnicode }: ReadText): boolean {
  if (beginsAsBinary(head)) return false;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const shifts = announcesShifts(codes) ? [shiftOut, shiftIn] : [];
  const isStray = (code: number) => isStrayControl(code) && !shifts.includes(code);
  if (!codes.some(isStray)) return true;
  if (mayBeginAsBinary(head)) return false;
  const filled = withoutPadding(codes);
  const stray = filled.filter(isStray);
  const ascii = filled.filter((code) => code < 0x7f && !isStrayControl(code));
  const most = maxStrayShare(new Set(stray), isUnicode || ascii.length >= (filled.length * 3) / 4, isUnicode);
  return filled.length > 0 && stray.length <= filled.length * most;
}

/**
 * True for control characters that texts do not have. As in libmagic, bell, backspace, tab, line ends, form feed,
 * escape and NEL count as text.
 */
function isStrayControl(code: number): boolean {
  return code < 0x20 ? !(code >= 0x07 && code <= 0x0d) && code !== 0x1b : code === 0x7f;
}

/** True for ISO-2022-KR and -CN, which shift between two sets of characters and announce that (RFC 1557, RFC 1922). */
function announcesShifts(codes: readonly number[]): boolean {
  return codes.some((code, at) => code === 0x1b && codes[at + 1] === 0x24 && [0x29, 0x2a].includes(codes[at + 2] ?? 0));
}

const shiftOut = 0x0e;
const shiftIn = 0x0f;

/** The fewest NULs in a row that are padding. Fewer separate a list, or belong to a value of 64 bits. */
const shortestPadding = 9;

/**
 * Removes the padding of texts. A crash fills a log with NULs, and programs fill a last block with them; DOS ends a
 * text with Ctrl-Z, and CP/M fills its last block with it.
 */
function withoutPadding(codes: readonly number[]): number[] {
  const end = codes.findLastIndex((code) => code !== 0 && code !== 0x1a) + 1;
  const kept: number[] = [];
  let nuls = 0;
  for (const code of codes.slice(0, end)) {
    nuls = code === 0 ? nuls + 1 : 0;
    kept.push(code);
    if (nuls === shortestPadding) kept.length -= nuls;
    else if (nuls > shortestPadding) kept.length -= 1;
  }
  return kept;
}

/**
 * Returns the share of a text's characters that may be stray. Programs write stray characters of few kinds into texts:
 * separators (FIX, JSON sequences, lists with NULs), the colours of chats, DEL. In compressed and compiled bytes a
 * tenth are stray, of nearly all kinds, and NULs are beside the others. None of 4,500 binary files of a Debian system
 * passes these limits.
 */
function maxStrayShare(kinds: ReadonlySet<number>, isMostlyCertain: boolean, isUnicode: boolean): number {
  const hasNuls = kinds.has(0);
  if (!isMostlyCertain || (hasNuls && (kinds.size > 1 || !isUnicode))) return kinds.size <= 2 ? 1 / 20 : 0;
  if (kinds.size <= 1) return 1 / 4;
  return kinds.size <= 6 ? 1 / 8 : 0;
}
