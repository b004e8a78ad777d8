import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';

type HeaderList = readonly (readonly [name: string, value: string])[];

/**
 * Sets the security headers of every response. A response without its own Cache-Control is private, and no cache keeps
 * it. A route's own Content-Security-Policy stays, as on responses from upstreams. Scripts and styles are our assets
 * only; files come from and go to exactly one other origin, the bucket's.
 *
 * The lists are built once and set after the route. A call of Hono's `secureHeaders` costs 8 µs, half of the whole
 * app's time for a small response: it sets thirteen headers, of which all but the six for programs limit pages.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html (security headers of an API)
 */
export function securityHeaders(bucketOrigin: string, publicUrl: string): MiddlewareHandler<AppEnv> {
  const onEvery = headersOfEvery(publicUrl);
  const onPages: HeaderList = [...onEvery, ...headersOfPages];
  const policyOfPages = pagePolicy(bucketOrigin, [publicUrl]);

  /** A server on this machine has two names. */
  const policyFor = (origin: string) =>
    origin === publicUrl ? policyOfPages : pagePolicy(bucketOrigin, [publicUrl, origin]);

  return async (c, next) => {
    await next();
    // On the response itself: headers set by `c.header` make Hono build the response twice.
    const { headers } = c.res;
    headers.set('X-Request-Id', c.get('requestId'));
    const isPage = headers.get('Content-Type')?.startsWith('text/html') === true;
    for (const [name, value] of isPage ? onPages : onEvery) headers.set(name, value);
    if (!headers.has('Content-Security-Policy')) {
      headers.set('Content-Security-Policy', isPage ? policyFor(new URL(c.req.url).origin) : policyOfOthers);
    }
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    // A signed address opens the file for every reader of it: the next site must not learn it from the referrer.
    if (headers.get('Location')?.startsWith(bucketOrigin)) headers.set('Referrer-Policy', 'no-referrer');
  };
}

/**
 * The headers of all responses. `Referrer-Policy: same-origin` and not `no-referrer`, with which browsers would send
 * `Origin: null` with our own form posts (Fetch standard).
 */
function headersOfEvery(publicUrl: string): HeaderList {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ...(publicUrl.startsWith('https:') ? ([['Strict-Transport-Security', 'max-age=31536000']] as const) : []),
  ];
}

/**
 * The headers of pages. Pictures and downloads come by redirect from another origin, which a
 * `Cross-Origin-Embedder-Policy` would keep out of our own pages.
 */
const headersOfPages: HeaderList = [
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
];

/** The policy of other responses: shown as a page, such a response loads nothing. */
const policyOfOthers = "default-src 'none'; frame-ancestors 'none'";

/**
 * Returns the policy of pages. It allows only the build's scripts and styles, not all of our origin: responses from
 * upstreams have our origin too.
 */
function pagePolicy(bucketOrigin: string, ownOrigins: readonly string[]): string {
  const assets = ownOrigins.map((origin) => `${origin}/assets/`).join(' ');
  const files = ownOrigins.map((origin) => `${origin}/files/`).join(' ');
  return [
    "default-src 'none'",
    `script-src ${assets}`,
    `worker-src ${assets}`,
    `style-src ${assets}`,
    // Pico's icons are data: URLs in the stylesheet.
    // Previews of chosen pictures are blobs of the page itself.
    `img-src 'self' data: blob: ${bucketOrigin}`,
    `media-src 'self' ${bucketOrigin}`,
    // Files that reviewers look at: an address of ours that redirects to the bucket.
    `frame-src ${files} ${bucketOrigin}`,
    `connect-src 'self' ${bucketOrigin}`,
    `form-action 'self' ${bucketOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
