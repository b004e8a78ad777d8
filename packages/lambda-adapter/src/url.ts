import type { HttpEvent } from './event.ts';

/**
 * Function URL domains. Each AWS partition has its own: `on.aws`, `on.amazonwebservices.com.cn`,
 * `on.amazonwebservices.eu`.
 */
const functionUrlHost = /^[a-z0-9]+\.lambda-url\.[a-z]+(?:-[a-z]+)+-\d+\.on\.[a-z.-]+$/;
const hostPattern = /^[a-z0-9.-]+(?::\d{1,5})?$/i;
const plainPath = /^\/[\w\-~!$&'()*+,;=:@./]*$/;
const percentEscape = /(%[0-9a-f]{2})/i;
const dotSegment = /(?<=\/)(?:\.|%2e){1,2}(?=\/|$)/gi;
const unsafeInQuery = /[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]/gu;

/**
 * Returns the URL of the request, which every parser splits into the same host, path and query. Returns null for an
 * invalid host name.
 *
 * An HTTP API decodes the path before it calls the function: `/files/a%3Fadmin=1` arrives as `/files/a?admin=1`
 * (https://github.com/honojs/hono/issues/2156). All special characters are encoded again, so that they stay in the
 * path. A function URL leaves the path as it was sent, so there `%3F` stays `%3F`; its host name, which AWS assigns,
 * tells it. An encoded slash behind an HTTP API is lost: `/a%2Fb` and `/a/b` arrive alike.
 */
export function requestUrl(event: HttpEvent): string | null {
  const host = event.requestContext.domainName ?? event.headers?.host ?? 'localhost';
  if (!hostPattern.test(host)) return null;
  const path = encodePath(event.rawPath, !functionUrlHost.test(host));
  const url = `https://${host.toLowerCase()}${path}${event.rawQueryString ? `?${encodeQuery(event.rawQueryString)}` : ''}`;
  return URL.canParse(url) ? url : null; // a host such as 999.1.1.1, or a port above 65535
}

/**
 * Returns a path that is safe to stand in a URL. Segments of one or two dots are encoded twice, because URL parsers
 * take `%2e` for a dot (https://url.spec.whatwg.org/#double-dot-path-segment): they reach the router as a segment that
 * names nothing.
 */
export function encodePath(rawPath: string, isDecoded: boolean): string {
  if (plainPath.test(rawPath) && !rawPath.includes('/.')) return rawPath;
  const path = (rawPath.startsWith('/') ? rawPath : `/${rawPath}`).toWellFormed();
  const encoded = isDecoded ? encodeText(path) : path.split(percentEscape).map(encodeBetweenEscapes).join('');
  return encoded.replace(dotSegment, (dots) => dots.replace(/\.|%2e/gi, '%252E'));
}

function encodeBetweenEscapes(part: string, index: number): string {
  return index % 2 === 0 ? encodeText(part) : part;
}

function encodeText(text: string): string {
  return encodeURI(text).replace(/[?#]/g, encodeURIComponent);
}

function encodeQuery(rawQuery: string): string {
  return rawQuery
    .toWellFormed()
    .replace(unsafeInQuery, (character) => (character === "'" ? '%27' : encodeURIComponent(character)));
}
