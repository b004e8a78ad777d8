import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../app-env.ts';

/** One line a request: the route's pattern and not the address, so that neither ids nor signed parameters end in a log. */
export const requestLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  const startedAt = performance.now();
  await next();
  const ms = Math.round(performance.now() - startedAt);
  const line = {
    level: 'info',
    requestId: c.get('requestId'),
    method: c.req.method,
    route: routePath(c, -1),
    status: c.res.status,
    ms,
  };
  console.log(JSON.stringify({ ...line, userId: c.get('user')?.id }));
};
