import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../app-env.ts';
import type { Log } from '../log.ts';

/**
 * One line a request: the route's pattern and not the address, so that neither ids nor signed parameters end in a log.
 */
export function requestLog(log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // Monitors ask for it all day, it can say but one thing, and the gateway's access log has each of them: a line
    // would be half of what it costs.
    if (c.req.path === '/health') return next();
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    const line = { requestId: c.get('requestId'), method: c.req.method, route: routePath(c), status: c.res.status, ms };
    log.info({ ...line, userId: c.get('user')?.id, upstreamMs: c.get('upstreamMs') });
  };
}
