import type { Context, Hono, NotFoundHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { methodsAt } from '../http/wrong-method.ts';

/**
 * Answers a GET that has a slash too much at its end: with the same address without it, where a route of `app` answers
 * that one, and otherwise as it is told. Asked when no route has answered, so that it touches no address of a route nor
 * anything below an upstream. Hono's own `trimTrailingSlash` goes by the status 404, which can be an upstream's, and
 * redirects to what is not there either, `//other.example` among it.
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
