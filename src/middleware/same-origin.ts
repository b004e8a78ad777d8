import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { isOwnUrl, isThisMachine } from '../values/own-address.ts';

/** Methods that change nothing (RFC 9110, 9.2.1). */
export const isSafeMethod = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method);

/**
 * Refuses every unsafe request that another site makes a browser send, JSON too. A request that a browser marks as
 * cross-site is refused; one with a cookie must be marked as ours. Programs send neither mark nor cookie and need none;
 * an API token, which no other site knows or can add without our consent (CORS), speaks for itself. SameSite cookies
 * alone would leave sibling subdomains (OWASP ASVS 5.0, 3.5.1).
 */
export function sameOrigin(publicUrl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (isSafeMethod(c.req.method) || bearerToken(c) !== undefined || comesFromUs(c, publicUrl)) return next();
    throw new ProblemError(new Problem('not-allowed', 'foreign-origin'));
  };
}

function comesFromUs(c: Context, publicUrl: string): boolean {
  const origin = c.req.header('Origin');
  const site = c.req.header('Sec-Fetch-Site');
  // Browsers set this header themselves, and no page can change it.
  if (site !== undefined) return site === 'same-origin';
  if (origin !== undefined) return origin === publicUrl || isOwnTwin(origin, c.req.url, publicUrl);
  return c.req.header('Cookie') === undefined;
}

/**
 * True for pages and requests at another name of this machine. Both must use the same one: another program may listen
 * at `[::1]` than at `127.0.0.1`.
 */
function isOwnTwin(origin: string, url: string, publicUrl: string): boolean {
  const asked = new URL(url);
  // Behind API Gateway all requests use https, also those to the local one.
  asked.protocol = new URL(publicUrl).protocol;
  return origin === asked.origin && isThisMachine(asked.hostname) && isOwnUrl(url, publicUrl);
}
