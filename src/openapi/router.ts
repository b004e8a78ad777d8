import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { ProblemError } from '../problems/errors.ts';
import { invalidValues, toFieldErrors } from '../problems/validation.ts';
import { CachedRouter } from './cached-router.ts';

/**
 * Makes a router for declared operations. Whatever its schemas refuse is answered as every problem is: 422, a sentence
 * for each field.
 */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    router: new CachedRouter(),
    defaultHook: (result) => {
      if (!result.success) throw new ProblemError(invalidValues(toFieldErrors(result.error)));
    },
  });
}

/** Puts an operation into the document whose route is written otherwise, since it has a path that OpenAPI has not. */
export function describeOnly(
  routes: OpenAPIHono<AppEnv>,
  { middleware: _ofTheRoute, ...operation }: RouteConfig,
): void {
  routes.openAPIRegistry.registerPath(operation);
}
