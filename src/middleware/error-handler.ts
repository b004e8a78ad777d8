import type { ErrorHandler, MiddlewareHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { logError } from '../http/log-error.ts';
import { sendProblem, sendRefusal } from '../http/send-problem.tsx';
import { respondToOutage } from '../http/storage-outage.ts';
import { ProblemError, StorageUnavailable, UpstreamFailed } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';

export function notFoundHandler(dependencies: Dependencies): NotFoundHandler<AppEnv> {
  return (c) => sendProblem(c, dependencies, new Problem('not-found', 'no-such-address'));
}

/**
 * Turns errors into responses: problems by the table, outages into 503, all others into a 500. The 500 shows only the
 * request's id.
 */
export function errorHandler(dependencies: Dependencies): ErrorHandler<AppEnv> {
  return async (error, c) => {
    if (error instanceof ProblemError) return sendProblem(c, dependencies, error.problem);
    if (error instanceof HTTPException) {
      return sendRefusal(c, dependencies, { status: error.status, detail: error.message });
    }
    logError(c, dependencies, error);
    if (error instanceof StorageUnavailable) return respondToOutage(c, dependencies);
    if (error instanceof UpstreamFailed) return sendProblem(c, dependencies, error.problem);
    return sendProblem(c, dependencies, new Problem('internal', 'internal-error'));
  };
}

/**
 * Responds with the error of an entry that could not build the request or send the response. These responses too have
 * the app's headers, representations and log.
 */
export function adapterErrors(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const adapterError = c.env?.adapterError;
    if (adapterError === undefined) return next();
    if (adapterError.cause instanceof Error) logError(c, dependencies, adapterError.cause);
    // By contract an entry passes an error status; Hono's type lists them one by one.
    const status = adapterError.status as ContentfulStatusCode;
    return sendRefusal(c, dependencies, { status, detail: adapterError.detail });
  };
}
