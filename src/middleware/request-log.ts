import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { routePattern } from '../http/route-pattern.ts';
import type { Log, LogLine } from '../telemetry/log.ts';

/**
 * One line a request: the route's pattern and not the address, so that neither ids nor signed parameters end in a log.
 * An entry that carries answers on can ask for the line (`logLine`) and write it when it knows how they left.
 */
export function requestLog(log: Log): MiddlewareHandler<AppEnv> {
  const logged: MiddlewareHandler<AppEnv> = async (c, next) => {
    const startedAt = performance.now();
    await next();
    const line = describe(c, Math.round(performance.now() - startedAt));
    const begun = c.env?.logLine;
    if (!begun) log.info(line);
    // An answer that could not leave is asked for again as an error: of the first there is the route.
    else Object.assign(begun, line, begun.route !== undefined && { route: begun.route, message: begun.message });
  };
  // Monitors ask for it all day, it can say but one thing, and the gateway's access log has each of them: a line would
  // be half of what it costs.
  return (c, next) => (c.req.path === '/health' ? next() : logged(c, next));
}

function describe(c: Context<AppEnv>, ms: number): LogLine {
  const method = c.env?.failedMethod ?? c.req.method;
  const route = routePattern(c);
  const { status, headers } = c.res;
  const length = headers.get('Content-Length');
  const bytes = length === null ? undefined : Number(length);
  const message = `${method} ${route}`;
  const [userId, upstreamMs] = [c.get('user')?.id, c.get('upstreamMs')];
  return { message, requestId: c.get('requestId'), method, route, status, ms, bytes, userId, upstreamMs };
}
