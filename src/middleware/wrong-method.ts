import type { Context, Hono, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { message } from '../messages/message.ts';
import { Problem } from '../problems/problem.ts';

/** Hono's name for the method of middleware. */
const everyMethod = 'ALL';

/**
 * Responds to a method that a known path does not have. The response is 405 with the methods that it has (RFC 9110,
 * section 15.5.6), to OPTIONS the methods alone (section 9.3.7). It runs before authentication, since the response is
 * the same for every client. No path allows other origins, so no response has a CORS header.
 */
export function methodNotAllowed(app: Hono<AppEnv>, dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const hasRoute = matchedRoutes(c).some(({ method }) => method !== everyMethod);
    const methods = hasRoute ? [] : methodsAt(app, c.req.path);
    if (methods.length === 0) return next();
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    c.header('Allow', allowed);
    return c.req.method === 'OPTIONS' ? c.body(null, 204) : refuseMethod(c, dependencies, allowed);
  };
}

/** Returns the methods for which the app has a route at this path. */
export function methodsAt({ router, routes }: Hono<AppEnv>, path: string): string[] {
  const declared = new Set(routes.map(({ method }) => method).filter((method) => method !== everyMethod));
  return [...declared].filter((method) => {
    const [matched] = router.match(method, path);
    return matched.some(([[, route]]) => route.method === method);
  });
}

function refuseMethod(c: Context<AppEnv>, dependencies: Dependencies, allowed: string): Promise<Response> {
  return sendProblem(c, dependencies, new Problem('wrong-method', message('method-not-allowed', { allowed })));
}
