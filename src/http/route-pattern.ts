import type { Context } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { AppEnv } from './app-env.ts';

const everyPath = '/*';

/**
 * The pattern of the route that answers, `/users/:user` for one, which holds no ids. Where a middleware has refused, that
 * of the route which would have answered; where there is none, `/*`.
 */
export function routePattern(c: Context<AppEnv>): string {
  const answered = routePath(c);
  if (answered !== everyPath) return answered;
  return matchedRoutes(c).find(({ path }) => path !== everyPath)?.path ?? everyPath;
}
