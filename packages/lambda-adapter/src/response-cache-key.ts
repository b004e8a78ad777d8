import { createHmac } from 'node:crypto';
import { spilledHeaderNames } from './spill-objects.ts';

/**
 * The response header by which a route names the bytes of its answer, when it can do so better than a strong `ETag`
 * does: `X-Spill-Key: report-2026-11-v3` promises that whoever gets an answer under this name from the same asker gets
 * the same bytes, whatever the URL. The adapter takes it off every answer.
 */
export const spillKey = 'x-spill-key';

/** RFC 9110, section 8.8.3. */
const strongEtag = /^"[\x21\x23-\x7e\x80-\xff]+"$/;
/** To the end where it has none, so that a value of many quotes is read once. */
const quotedString = /"(?:[^"\\]|\\.)*(?<end>"?)/gs;
/**
 * Request headers that say how an answer is to come or which way a request has come, and not who asks. All others go
 * into the name of what is not public, those that a proxy adds among them, which may have asked the person for a
 * certificate: one that is missing here costs an upload, one too many would cost a secret. Hence names and no patterns.
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
 * A name for the bytes of an answer, by which they are found when they are asked for again; null where nothing says
 * that they would be the same.
 *
 * What the route vouches for is its strong `ETag` for this URL (only for GET), or its `X-Spill-Key`. That alone must
 * not lead one person to the bytes of another, for whom a route may have used the same tag, so the name also holds
 * - the headers that are kept with the bytes: under other ones it is another object;
 * - the request headers that `Vary` lists;
 * - who asks: every request header that could say so, cookies and Authorization first. Only an answer that is
 *   `Cache-Control: public` and sets no cookie is shared among all who ask, as in any shared cache (RFC 9111, section
 *   5.2.2.9).
 *
 * The name is an HMAC: it can be in URLs and logs without telling what is in it, and nobody without the secret can make
 * one.
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
  // What is not well-formed says nothing that could be relied upon.
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
