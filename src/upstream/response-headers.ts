import type { IncomingHttpHeaders } from 'node:http';
import { isAscii } from '../values/header-text.ts';
import { asciiDisposition } from './ascii-disposition.ts';
import { toPrivateCacheControl } from './cache-control.ts';
import { InvalidUpstreamResponse } from './failure.ts';
import { fieldNames } from './field-names.ts';
import type { UpstreamAccess } from './settings.ts';

/**
 * The upstream's headers that go to our clients. Cookies, CORS, CSP and HSTS would apply to our origin; `Server` and
 * `Link` would reveal the upstream's own addresses. Hop-by-hop headers, and those named in Connection, are not
 * forwarded (RFC 9110, section 7.6.1).
 */
const forwardedNames = [
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
 * Headers that decide how a client reads the bytes. Connection cannot remove them (it must not name them: RFC 9110,
 * section 7.6.1), and an unreadable one makes the whole response invalid.
 */
const contentCodingNames = new Set(['content-encoding', 'content-range']);

/**
 * A policy under which an upstream's response can do nothing in a browser that opens it from our origin. No script, no
 * form, an origin of its own (https://www.w3.org/TR/CSP3/#directive-sandbox); HTML from an upstream would otherwise be
 * a page of ours.
 */
const inertPolicy = "sandbox; default-src 'none'";

/**
 * Returns the header fields of our response from those of an upstream's. Content-Encoding always stays with the bytes;
 * Content-Length only where a body of this length follows, or would have to a GET. A response for some users only is
 * never for a shared cache.
 *
 * All values are ASCII, since each entry writes other characters in its own way: a file name is converted to ASCII, any
 * other value beyond ASCII is left out.
 *
 * @param hasContent false for statuses without content, where Content-Length may not be or would mislead (RFC 9110,
 *   section 8.6)
 * @throws InvalidUpstreamResponse for a header without which clients cannot read the bytes, and which is itself
 *   unreadable
 */
export function forwardedResponseHeaders(
  headers: IncomingHttpHeaders,
  { access, hasContent }: { access: UpstreamAccess; hasContent: boolean },
): Record<string, string> {
  const ended = new Set(fieldNames(headers.connection).filter((name) => !contentCodingNames.has(name)));
  const fields: Record<string, string> = {};
  for (const name of forwardedNames) {
    const value = headers[name];
    const passed = typeof value === 'string' && !ended.has(name) ? toAscii(name, value) : undefined;
    if (passed !== undefined) fields[name] = passed;
  }
  if (!hasContent || headers['transfer-encoding'] !== undefined) delete fields['content-length'];
  if (hasContent) fields['content-type'] ||= 'application/octet-stream'; // otherwise each entry would set another default
  if (fields['cache-control'] !== undefined && access !== 'anyone') {
    fields['cache-control'] = toPrivateCacheControl(fields['cache-control']);
  }
  fields.vary = withAcceptEncoding(headers.vary);
  fields['content-security-policy'] = inertPolicy;
  return fields;
}

function toAscii(name: string, value: string): string | undefined {
  if (name === 'content-disposition') return asciiDisposition(value);
  if (isAscii(value)) return value;
  if (contentCodingNames.has(name)) throw new InvalidUpstreamResponse(`${name} is not ASCII.`);
  return undefined;
}

/**
 * Returns the Vary header with Accept-Encoding added, since the app has forwarded that header. An unreadable value
 * becomes `*`.
 */
function withAcceptEncoding(vary = ''): string {
  if (!isAscii(vary)) return '*';
  const names = fieldNames(vary);
  return names.includes('*') || names.includes('accept-encoding')
    ? vary
    : [vary, 'Accept-Encoding'].filter(Boolean).join(', ');
}
