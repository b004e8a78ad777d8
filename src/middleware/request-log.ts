import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { routePattern } from '../http/route-pattern.ts';
import type { Log, LogLine } from '../telemetry/log.ts';

/**
 * Logs one line for each request. It has the route's pattern instead of the address, so that no log has ids or signed
 * parameters. An entry that sends responses on can take the line (`logLine`) and write it once it knows how they left.
 */
export function requestLog(log: Log): MiddlewareHandler<AppEnv> {
  const logged: MiddlewareHandler<AppEnv> = async (c, next) => {
    const startedAt = performance.now();
    await next();
    const line = describe(c, Math.round(performance.now() - startedAt));
    const begun = c.env?.logLine;
    if (!begun) log.info(line);
    // When a response cannot be sent, the entry asks for an error response: only the route of the first one is kept.
    else Object.assign(begun, line, begun.route !== undefined && { route: begun.route, message: begun.message });
  };
  // Monitors request it all day, its outcome is always the same, and the gateway's access log has each of them: a line
  // would be half of its cost.
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
