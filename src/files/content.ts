import { fileTypeFromBuffer } from 'file-type';
import type { MediaType } from './media-type.ts';
import { type PixelLimits, pictureFault } from './picture.ts';

/** Reads bytes `start` to `end` (exclusive) of the stored object; shorter at its end. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

/** Where every signature that file-type knows for our types is found. */
const signatureBytes = 4100;

/**
 * Compares the stored bytes with what the file claims to be, reading only the ranges that this takes.
 * @returns a sentence for the person when they do not agree, `undefined` when they do
 */
export async function contentFault(
  type: MediaType,
  read: ReadRange,
  picture: PixelLimits | undefined,
): Promise<string | undefined> {
  const head = await read(0, signatureBytes);
  const fault = type.looksLike === 'text' ? textFault(head) : await signatureFault(type, type.looksLike, head);
  if (fault !== undefined || picture === undefined) return fault;
  return pictureFault(picture, read);
}

/** The accepted type that the stored bytes look like, for files whose type nobody has said. */
export async function typeOfContent(accepted: readonly MediaType[], read: ReadRange): Promise<MediaType | undefined> {
  const head = await read(0, signatureBytes);
  const found = await fileTypeFromBuffer(head);
  if (found === undefined) return accepted.find((type) => type.looksLike === 'text');
  const candidates = accepted.filter((type) => type.looksLike.includes(found.mime));
  return candidates.find((type) => type.mime === found.mime) ?? candidates[0];
}

async function signatureFault(
  type: MediaType,
  looksLike: readonly string[],
  head: Uint8Array,
): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head);
  if (found && looksLike.includes(found.mime)) return undefined;
  return `This is not a ${type.label} file, although it says so. Save it as ${type.label} and try again.`;
}

/**
 * A text has no control characters, is no document of its own kind, and does not begin like something that a browser
 * would run.
 */
async function textFault(head: Uint8Array): Promise<string | undefined> {
  // The signatures of many binary formats are words: a text may begin with "BMW". What makes those formats binary are
  // their other bytes.
  if (head.some(isControl) || documentsInText.test(new TextDecoder('latin1').decode(head.subarray(0, 16))))
    return 'This is not a text file, although it says so.';
  if (beginsLikeMarkup(head)) return 'HTML, XML and SVG files are not accepted here, whatever they are called.';
  return undefined;
}

/** PDF, PostScript and RTF are written in printable characters. */
const documentsInText = /^(%PDF-|%!PS|\{\\rtf)/;

/**
 * Whether a byte is a control character other than those that texts contain: tab, line ends, form feed, escape
 * (terminal colours in logs).
 */
function isControl(byte: number): boolean {
  return byte < 0x20 ? !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b : byte === 0x7f;
}

/**
 * Whether a browser that sniffs would take it for HTML, XML or SVG: white space and a byte order mark are skipped, as
 * the standard says.
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
function beginsLikeMarkup(head: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(head.subarray(0, 512)).trimStart();
  return /^<(!doctype|!--|\?xml|html|head|body|script|iframe|svg|style|title|table|div|font|h1|a|b|br|p)([\s>/]|$)/i.test(
    beginning,
  );
}
