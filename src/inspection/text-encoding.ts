/** The beginning of a text, decoded by the encoding that its bytes show. */
export interface ReadText {
  readonly text: string;
  /**
   * True when the bytes are certainly Unicode. All other texts (Windows-1252, Shift-JIS, Big5, CP437 …) are read as one
   * character a byte, of which only the ASCII ones are certain.
   */
  readonly isUnicode: boolean;
}

/** An encoding that has more than one byte for each character. */
export type WideCharset = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** Byte order marks, the longer ones first: that of UTF-32LE begins with that of UTF-16LE. */
const marks: readonly (readonly [charset: 'utf-8' | WideCharset, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
];

/** Reads the beginning of a text. A character that the end of the range has cut is left out. */
export function readText(head: Uint8Array): ReadText {
  const unicode = decodeMarkedWide(head) ?? decodeUnmarkedWide(head) ?? decodeUtf8(head);
  return { text: unicode ?? toCharacters(head), isUnicode: unicode !== undefined };
}

/** Returns the encoding that the byte order mark names, if there is one. */
export function markedCharset(head: Uint8Array): 'utf-8' | WideCharset | undefined {
  return marks.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0];
}

/** Returns the text without its mark, or `undefined` when the bytes are not UTF-8. The last character may be cut. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** Returns the bytes as one character each. */
export function toCharacters(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/**
 * Decodes text with a mark. A file that only begins like a mark has many characters that do not exist, or halves of
 * some.
 */
function decodeMarkedWide(head: Uint8Array): string | undefined {
  const marked = markedCharset(head);
  const text = marked === undefined || marked === 'utf-8' ? undefined : decodeWide(head, marked);
  const strange = text?.match(/[\p{Cn}\p{Cs}]/gu)?.length ?? 0;
  return text !== undefined && strange <= 1 + text.length / 20 ? text : undefined;
}

/**
 * Decodes UTF-16 or UTF-32 without a mark: blanks, digits and line ends have a NUL beside them in every script. The
 * bytes must decode without an error, since any bytes decode to some characters.
 */
function decodeUnmarkedWide(head: Uint8Array): string | undefined {
  if (!head.includes(0)) return undefined;
  return (['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const)
    .map((charset) => decodeWide(head, charset))
    .find((text) => text !== undefined && isPlausible(text));
}

/** True when a text has only existing characters, no control characters, and at most two alphabets. */
function isPlausible(text: string): boolean {
  const impossible = /[^\P{C}\p{Cf}\t\n\r\f]/u;
  const ascii = text.match(/[\t\n\r -~]/g)?.length ?? 0;
  const blocks = new Set(text.split('').map((unit) => unit.charCodeAt(0) >> 8)).size;
  return ascii >= text.length / 8 && blocks <= 2 + text.length / 16 && !impossible.test(text);
}

/**
 * Decodes UTF-16 or UTF-32; `undefined` for bytes that are not UTF-32. Bytes that are not UTF-16 give halves of
 * characters.
 */
function decodeWide(bytes: Uint8Array, charset: WideCharset): string | undefined {
  const unit = charset.startsWith('utf-32') ? 4 : 2;
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % unit)));
  if (charset === 'utf-16be') whole.swap16();
  const text = unit === 2 ? whole.toString('utf16le') : decodeUtf32(whole, charset === 'utf-32le');
  return text?.replace(/^\ufeff|[\ud800-\udbff]$/g, '');
}

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const codes = Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(at * 4, isLittleEndian));
  return codes.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : undefined;
}
