import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { describeError } from '../telemetry/describe-error.ts';
import type { AppEnv } from './app-env.ts';
import { routePattern } from './route-pattern.ts';

/** Logs a request's error for operators: the client gets the request's id and little more. */
export function logError(c: Context<AppEnv>, { log }: Dependencies, error: Error): void {
  log.error({ requestId: c.get('requestId'), route: routePattern(c), ...describeError(error) });
}
