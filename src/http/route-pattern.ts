import type { Context } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { AppEnv } from './app-env.ts';

const everyPath = '/*';

/**
 * Returns the pattern of the matched route, such as `/users/:user`, which holds no ids. When a middleware refused the
 * request, it is that of the route behind it; without a route, `/*`.
 */
export function routePattern(c: Context<AppEnv>): string {
  const answered = routePath(c);
  if (answered !== everyPath) return answered;
  return matchedRoutes(c).find(({ path }) => path !== everyPath)?.path ?? everyPath;
}
