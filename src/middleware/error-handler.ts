import type { ErrorHandler, MiddlewareHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { logError } from '../http/log-error.ts';
import { sendProblem, sendProblemResponse } from '../http/send-problem.tsx';
import { respondToOutage } from '../http/storage-outage.ts';
import { ProblemError, StorageUnavailable, UpstreamFailed } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';

export function notFoundHandler(dependencies: Dependencies): NotFoundHandler<AppEnv> {
  return (c) => sendProblem(c, dependencies, new Problem('not-found', 'There is nothing at this address.'));
}

/**
 * Turns what was thrown into an answer: problems by the table, outages into 503, and everything else into a 500 that
 * tells nothing but the request's id.
 */
export function errorHandler(dependencies: Dependencies): ErrorHandler<AppEnv> {
  return async (error, c) => {
    if (error instanceof ProblemError) return sendProblem(c, dependencies, error.problem);
    if (error instanceof HTTPException) {
      return sendProblemResponse(c, dependencies, {
        status: error.status,
        title: 'The request was refused',
        detail: error.message,
      });
    }
    logError(c, dependencies, error);
    if (error instanceof StorageUnavailable) return respondToOutage(c, dependencies);
    if (error instanceof UpstreamFailed) return sendProblem(c, dependencies, error.problem);
    const detail =
      'Something went wrong on our side. Try again; if it happens again, tell us the number of this request.';
    return sendProblemResponse(c, dependencies, { status: 500, title: 'An error of ours', detail });
  };
}

/**
 * Answers what an entry could not make a request or an answer of, so that such answers too have our headers, our form
 * and our log.
 */
export function adapterErrors(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const adapterError = c.env?.adapterError;
    if (adapterError === undefined) return next();
    if (adapterError.cause instanceof Error) logError(c, dependencies, adapterError.cause);
    // An entry refuses with an error status by contract; Hono's type lists them one by one.
    const status = adapterError.status as ContentfulStatusCode;
    return sendProblemResponse(c, dependencies, {
      status,
      title: 'The request was refused',
      detail: adapterError.detail,
    });
  };
}
