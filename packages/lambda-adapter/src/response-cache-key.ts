import { createHmac } from 'node:crypto';
import { spilledHeaderNames } from './spill-objects.ts';

/**
 * The response header by which a route names its bytes, where a strong `ETag` is not precise enough. `X-Spill-Key:
 * report-2026-11-v3` promises that all responses under this name to the same client have the same bytes, for every URL.
 * The adapter removes it from every response.
 */
export const spillKey = 'x-spill-key';

/** RFC 9110, section 8.8.3. */
const strongEtag = /^"[\x21\x23-\x7e\x80-\xff]+"$/;
/** To the end where it has none, so that a value of many quotes is read once. */
const quotedString = /"(?:[^"\\]|\\.)*(?<end>"?)/gs;
/**
 * Request headers that describe the response's form or the request's route, but not the client.
 *
 * All other headers go into the key of a private response, those that a proxy adds among them, which may have asked the
 * person for a certificate. One that is missing here costs an upload, one too many would cost a secret. Hence names and
 * no patterns.
 */
const notWho: ReadonlySet<string> = new Set(
  [
    'accept accept-charset accept-encoding accept-language range te content-length cache-control pragma priority',
    'if-match if-none-match if-modified-since if-unmodified-since if-range user-agent referer dnt save-data',
    'sec-fetch-site sec-fetch-mode sec-fetch-dest sec-fetch-user sec-gpc sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform',
    'host connection upgrade-insecure-requests via x-forwarded-port x-forwarded-proto x-amz-cf-id x-amzn-trace-id',
    'x-request-id traceparent tracestate',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Returns a key for the bytes of a response, by which a repeated request finds them. Returns null when the route does
 * not promise the same bytes.
 *
 * The route promises by a strong `ETag` for this URL (only for GET), or by its `X-Spill-Key`. That alone must not lead
 * one person to the bytes of another, for whom a route may have used the same tag, so the key also holds
 *
 * - the headers that are kept with the bytes: under other ones it is another object;
 * - the request headers that `Vary` lists;
 * - the client's identity: every request header that could tell it, cookies and Authorization first. Only a response
 *   that is `Cache-Control: public` and sets no cookie is shared among all clients, as in any shared cache (RFC 9111,
 *   section 5.2.2.9).
 *
 * The key is an HMAC: it can be in URLs and logs without telling its content, and the secret is needed to make one.
 */
export function responseCacheKey(request: Request, response: Response, secret: string | Uint8Array): string | null {
  const what = promiseOf(request, response);
  if (what === null) return null;
  const said = [...spilledHeaderNames, 'content-length'].map((name) => response.headers.get(name));
  const parts = ['sluice spill 1', what, said, variants(request, response), isPublic(response) ? null : asker(request)];
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

function promiseOf(request: Request, { headers }: Response): string[] | null {
  const key = headers.get(spillKey);
  if (key) return ['key', key];
  const etag = headers.get('etag') ?? '';
  if (request.method !== 'GET' || !strongEtag.test(etag) || varies(headers).includes('*')) return null;
  return ['etag', etag, request.url];
}

function variants(request: Request, { headers }: Response): [string, string | null][] {
  return [...new Set(varies(headers))].sort().map((name) => [name, request.headers.get(name)]);
}

function varies(headers: Headers): string[] {
  const names = (headers.get('vary') ?? '').toLowerCase().split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

function isPublic({ headers }: Response): boolean {
  // A malformed value promises nothing.
  const unquoted = (headers.get('cache-control') ?? '').replace(quotedString, (_, end) => (end ? '' : ',private'));
  const directives = unquoted.toLowerCase().split(',');
  const names = directives.map((directive) => directive.split('=')[0]?.trim());
  return (
    names.includes('public') && !names.includes('private') && !names.includes('no-store') && !headers.has('set-cookie')
  );
}

function asker(request: Request): [string, string][] {
  return [...request.headers].filter(([name]) => !notWho.has(name));
}
