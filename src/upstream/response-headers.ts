import type { IncomingHttpHeaders } from 'node:http';
import { isAscii } from '../values/header-text.ts';
import { asciiDisposition } from './ascii-disposition.ts';
import { toPrivateCacheControl } from './cache-control.ts';
import { InvalidUpstreamResponse } from './failure.ts';
import { fieldNames } from './field-names.ts';
import type { UpstreamAccess } from './settings.ts';

/**
 * What an upstream may say to our clients. Cookies, CORS, CSP and HSTS would speak for our origin, `Server` and
 * `Link` of its own addresses; what belongs to its connection to us ends here (RFC 9110, section 7.6.1), and what it
 * names in Connection is not what this list is for.
 */
const comesDown = [
  'accept-ranges',
  'age',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'retry-after',
];

/**
 * Without these the bytes would mean something else, so Connection cannot end them (it must not name them: RFC 9110,
 * section 7.6.1), and one that nobody can read makes the whole answer unfit.
 */
const saysHowToRead = new Set(['content-encoding', 'content-range']);

/**
 * What an answer of an upstream may do in a browser that opens it from our origin: nothing. No script, no form, an
 * origin of its own (https://www.w3.org/TR/CSP3/#directive-sandbox); HTML from an upstream would otherwise be a page of
 * ours.
 */
const inert = "sandbox; default-src 'none'";

/**
 * The header fields of our answer from those of an upstream's. Content-Encoding always stays with the bytes;
 * Content-Length only where a body of this length follows, or would have to a GET. What some may not see is for
 * nobody's shared cache.
 *
 * All of it is ASCII, since each way out of here writes other characters in its own way: a file name is written in
 * ASCII, any other value beyond it is left out.
 *
 * @param hasContent false for statuses without content, where Content-Length may not be or would mislead (RFC 9110,
 * section 8.6)
 * @throws InvalidUpstreamResponse when nobody can tell how the bytes are to be read
 */
export function forwardedResponseHeaders(
  headers: IncomingHttpHeaders,
  { access, hasContent }: { access: UpstreamAccess; hasContent: boolean },
): Record<string, string> {
  const ended = new Set(fieldNames(headers.connection).filter((name) => !saysHowToRead.has(name)));
  const fields: Record<string, string> = {};
  for (const name of comesDown) {
    const value = headers[name];
    const passed = typeof value === 'string' && !ended.has(name) ? toAscii(name, value) : undefined;
    if (passed !== undefined) fields[name] = passed;
  }
  if (!hasContent || headers['transfer-encoding'] !== undefined) delete fields['content-length'];
  if (hasContent) fields['content-type'] ||= 'application/octet-stream'; // else each entry would guess another one
  if (fields['cache-control'] !== undefined && access !== 'anyone') {
    fields['cache-control'] = toPrivateCacheControl(fields['cache-control']);
  }
  fields.vary = varying(headers.vary);
  fields['content-security-policy'] = inert;
  return fields;
}

function toAscii(name: string, value: string): string | undefined {
  if (name === 'content-disposition') return asciiDisposition(value);
  if (isAscii(value)) return value;
  if (saysHowToRead.has(name)) throw new InvalidUpstreamResponse(`${name} is not ASCII.`);
  return undefined;
}

/**
 * Accept-Encoding has gone up, so the answer depends on it, whether the upstream says so or not. What nobody can read
 * could be anything.
 */
function varying(vary = ''): string {
  if (!isAscii(vary)) return '*';
  const names = fieldNames(vary);
  return names.includes('*') || names.includes('accept-encoding')
    ? vary
    : [vary, 'Accept-Encoding'].filter(Boolean).join(', ');
}
