import type { Context, Hono, NotFoundHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { methodsAt } from './wrong-method.ts';

/**
 * Redirects a GET with a trailing slash to the path without it, where `app` has a route for that. Otherwise it calls
 * `otherwise`. It runs when no route has matched, so that it affects no path of a route and none below an upstream.
 * Hono's own `trimTrailingSlash` goes by the status 404, which can be an upstream's, and redirects to missing paths
 * too, such as `//other.example`.
 */
export function trimSlash(app: Hono<AppEnv>, otherwise: NotFoundHandler<AppEnv>): NotFoundHandler<AppEnv> {
  return (c) => {
    const { pathname, search } = new URL(c.req.url);
    const path = pathname.slice(0, -1);
    const isTooLong = isGet(c) && pathname.endsWith('/') && methodsAt(app, path).includes('GET');
    return isTooLong ? c.redirect(path + search, 308) : otherwise(c);
  };
}

const isGet = (c: Context): boolean => c.req.method === 'GET' || c.req.method === 'HEAD';
