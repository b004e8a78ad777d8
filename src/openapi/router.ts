import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Context, Handler, TypedResponse } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type * as z from 'zod';
import type { AppEnv, ResponseWithoutJson } from '../http/app-env.ts';
import { ProblemError } from '../problems/errors.ts';
import { invalidValues, toFieldErrors } from '../problems/validation.ts';
import { CachedRouter } from './cached-router.ts';
import type { Operation } from './operation.ts';

/**
 * Returns a router for declared operations. A body or query that the schema refuses gets 422, with a sentence for each
 * field.
 */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    router: new CachedRouter(),
    defaultHook: (result) => {
      if (!result.success) throw new ProblemError(invalidValues(toFieldErrors(result.error)));
    },
  });
}

/** Adds an operation to the document only. Its route is registered by hand, with a path that OpenAPI cannot express. */
export function describeOnly(
  routes: OpenAPIHono<AppEnv>,
  { middleware: _ofTheRoute, ...operation }: RouteConfig,
): void {
  routes.openAPIRegistry.registerPath(operation);
}

/** The result of a handler: the JSON that its operation declares for a status, or a response without JSON. */
type HandlerResult<Responses> =
  | ResponseWithoutJson
  | { [Status in keyof Responses & StatusCode]: JsonResponse<Status, Responses[Status]> }[keyof Responses & StatusCode];

type JsonResponse<Status extends StatusCode, Answer> = Answer extends {
  readonly json: () => infer Schema extends z.ZodType;
}
  ? Response & TypedResponse<ReadonlyJson<z.input<Schema>>, Status, 'json'>
  : never;

/** A schema of zod accepts lists that can change; a handler may give lists that cannot. */
type ReadonlyJson<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyJson<T[Key]> } : T;

/** The validated parts of a request, which a handler reads by `c.req.valid`. */
interface Valid<Json, Query> {
  in: object;
  out: (Json extends z.ZodType ? { json: z.output<Json> } : object) &
    (Query extends z.ZodType ? { query: z.output<Query> } : object);
}

/** `/files/:id` for `/files/{id}`. */
type HonoPath<Path extends string> = Path extends `${infer Before}{${infer Name}}${infer After}`
  ? `${Before}:${Name}${HonoPath<After>}`
  : Path;

/**
 * Adds a declared operation with its handler. The compiler compares the JSON of each `c.json` with the schema that the
 * operation declares for that status, so each `c.json` names its status. Helpers that send JSON leave their return type
 * to be inferred, and helpers that send none return `ResponseWithoutJson`: a plain `Response` is refused.
 */
export function route<Path extends string, Json, Query, Responses>(
  routes: OpenAPIHono<AppEnv>,
  operation: Operation<Path, Json, Query, Responses>,
  handler: (
    c: Context<AppEnv, HonoPath<Path>, Valid<Json, Query>>,
  ) => HandlerResult<Responses> | Promise<HandlerResult<Responses>>,
): void;
export function route(routes: OpenAPIHono<AppEnv>, operation: RouteConfig, handler: Handler<AppEnv>): void {
  routes.openapi(operation, handler);
}
