import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from '../app-env.ts';

/**
 * The headers of every answer. Scripts and styles come from us only; files come from and go to exactly one other origin, the bucket's.
 * `Referrer-Policy: same-origin` and not `no-referrer`, with which browsers would send `Origin: null` with our own form posts (Fetch standard).
 */
export function securityHeaders(bucketOrigin: string, publicUrl: string): MiddlewareHandler<AppEnv> {
  return secureHeaders({
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
}
