import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';

/**
 * Gives each request the gateway's id, or a new one where there is none, and each response `X-Request-Id`. A client's
 * own header does not count.
 */
export const requestId: MiddlewareHandler<AppEnv> = (c, next) => {
  c.set('requestId', c.env?.requestId ?? randomUUID());
  return next();
};
