import { isUtf8 } from 'node:buffer';
import { contentDisposition, type Disposition } from '../values/content-disposition.ts';
import { isAscii, tokenCharacters } from '../values/header-text.ts';

interface Parsed {
  /** An unknown type counts as `attachment` (RFC 6266, section 4.2), and so does a malformed value. */
  readonly disposition: Disposition;
  /** Names in lower case; the first of each counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const inline = /^[\t ]*inline[\t ]*(?:;|$)/i;
/**
 * Matches one parameter. An unquoted name goes to the next semicolon, since upstreams that write ü into a header also
 * leave blanks unquoted. A quoted one without an end goes to the end.
 */
const parameter = new RegExp(
  String.raw`;[\t ]*(?:(?<name>[${tokenCharacters}]+)[\t ]*=[\t ]*(?:"(?<quoted>(?:[^"\\]|\\.)*)"?|(?<plain>[^;"]*)))?[\t ]*`,
  'gsy',
);
/** Matches an extended value (RFC 8187, section 3.2.1). */
const extended = /^(?:utf-8|iso-8859-1)'[^']*'(?<encoded>(?:[!#$&+\-.^_`|~\dA-Za-z]|%[\da-f]{2})*)$/i;

/**
 * Returns an upstream's Content-Disposition in ASCII. An ASCII value stays as it is. From any other it reads type and
 * file name, writes them as RFC 6266 does, and drops other parameters, which browsers ignore.
 *
 * @param value each byte as one character, as Node gives it
 */
export function asciiDisposition(value: string): string {
  if (isAscii(value)) return value;
  const { disposition, parameters } = parse(value);
  const filename = extendedText(parameters.get('filename*')) || textOf(parameters.get('filename'));
  return filename ? contentDisposition(disposition, filename) : disposition;
}

function parse(value: string): Parsed {
  const parameters = new Map<string, string>();
  const first = value.indexOf(';');
  for (const { groups } of first < 0 ? [] : value.slice(first).matchAll(parameter)) {
    const { name, quoted, plain = '' } = groups ?? {};
    const key = name?.toLowerCase();
    if (key === undefined || parameters.has(key)) continue;
    parameters.set(key, quoted === undefined ? plain.trimEnd() : quoted.replace(/\\(.)/gs, '$1'));
  }
  return { disposition: inline.test(value) ? 'inline' : 'attachment', parameters };
}

function extendedText(value = ''): string | undefined {
  const encoded = extended.exec(value)?.groups?.encoded;
  return textOf(encoded?.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

/** Decodes bytes as UTF-8 where they are valid UTF-8, since other encodings hardly ever are by chance. */
function textOf(bytesAsText = ''): string {
  const bytes = Buffer.from(bytesAsText, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : bytesAsText;
}
