import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from '../app-env.ts';

/**
 * The headers of every answer. What does not say itself that it may be kept is private and kept by nobody; a route's own Content-Security-Policy stays. Scripts and styles come from us only; files come from and go to exactly one other origin, the bucket's.
 * `Referrer-Policy: same-origin` and not `no-referrer`, with which browsers would send `Origin: null` with our own form posts (Fetch standard).
 */
export function securityHeaders(bucketOrigin: string, publicUrl: string): MiddlewareHandler<AppEnv> {
  const setHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      // Pico's icons are data: URLs in the stylesheet.
      imgSrc: ["'self'", 'data:', bucketOrigin],
      mediaSrc: ["'self'", bucketOrigin],
      connectSrc: ["'self'", bucketOrigin],
      formAction: ["'self'", bucketOrigin],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    // Pictures and downloads come by redirect from another origin, which these two would keep out of our own pages.
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: 'same-origin',
    xXssProtection: false,
  });
  return async (c, next) => {
    let ownPolicy: string | null = null;
    await setHeaders(c, async () => {
      await next();
      ownPolicy = c.res.headers.get('Content-Security-Policy');
    });
    const { headers } = c.res;
    if (ownPolicy !== null) headers.set('Content-Security-Policy', ownPolicy);
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    // A signed address opens the file to whoever reads it: the next site must not be told where the visitor came from.
    if (headers.get('Location')?.startsWith(bucketOrigin)) headers.set('Referrer-Policy', 'no-referrer');
  };
}
