import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type * as z from 'zod';
import type { Scope } from '../accounts/roles.ts';
import type { AppEnv } from '../http/app-env.ts';
import { admins, adminsInPerson, inPerson, signedIn } from '../http/guards.ts';
import { jsonBody } from '../http/request-body.ts';
import type { ProblemKind } from '../problems/problem.ts';
import { page } from './html-response.ts';
import { bodySchema, type NamedSchema, nameOf } from './named-schema.ts';
import { describePathParameters, describeQueryParameters, type QueryParameter } from './parameters.ts';
import { responsesTo, signInFirst } from './problem-responses.ts';

/**
 * Who an operation is for. From it come the check before anything is read, the security requirement and the problems
 * in the document. `health` are not even looked at: no cookie, no token, no table.
 */
export type Access = 'anyone' | 'health' | 'signed-in' | 'in person' | 'admins' | 'admins in person';

/** What an operation may answer: a description, and the schema of its JSON; `text/html` beside it for browsers. */
export interface OperationResponse {
  readonly description: string;
  readonly json?: () => z.ZodType;
  readonly page?: boolean;
  /** Whatever it is. */
  readonly passThrough?: boolean;
  /** What the `Location` header names. */
  readonly location?: string;
}

/** What an operation answers, by status; `default` is for statuses that only an upstream knows. */
export type OperationResponses = Readonly<Partial<Record<number | 'default', OperationResponse | typeof signInFirst>>>;

interface OperationOptions<Path extends string, Json, Query, Responses> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: Path;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  /** What the summary leaves open: for whom it is, and what follows from it. */
  readonly description: string;
  readonly access: Access;
  /** Of an operation for anyone that gives more to who says who they are: the scope that a token needs for that. */
  readonly optionalScope?: Scope;
  /** The body of a route that takes JSON only: checked before the route runs, which gets it by `c.req.valid('json')`. */
  readonly json?: Json | undefined;
  /** Whether the body may be left out. */
  readonly bodyRequired?: boolean;
  /** The schema of a body that may be JSON or an HTML form's: the route checks it, to show its page. */
  readonly jsonOrForm?: NamedSchema;
  /** The route gets it by `c.req.valid('query')`. */
  readonly query?: Query | undefined;
  /** Parameters of which every value is taken. */
  readonly queryParameters?: readonly QueryParameter[];
  readonly responses: Responses;
  /** Beside those that follow from the rest. */
  readonly problems?: readonly ProblemKind[];
}

const guards: Readonly<Record<Access, readonly MiddlewareHandler<AppEnv>[]>> = {
  anyone: [],
  health: [],
  'signed-in': [signedIn],
  'in person': [inPerson],
  admins: [admins],
  'admins in person': [adminsInPerson],
};

/** A declared operation, with what it takes and what it answers. */
export type Operation<Path extends string, Json, Query, Responses> = Omit<RouteConfig, 'path' | 'request'> & {
  readonly path: Path;
  /** For the compiler only, which checks a handler's JSON against it. */
  readonly responseTypes?: Responses;
  readonly request: (Json extends z.ZodType
    ? { body: { content: { 'application/json': { schema: Json } }; required: true } }
    : object) &
    (Query extends z.ZodObject ? { query: Query } : object);
};

/**
 * Declares one operation of the interface: from it come its route, the check of who asks and of what is sent, and its
 * part of the OpenAPI document.
 */
export function operation<
  const Path extends string,
  Json extends z.ZodType | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  const Responses extends OperationResponses = OperationResponses,
>(options: OperationOptions<Path, Json, Query, Responses>): Operation<Path, Json, Query, Responses>;
export function operation(options: AnyOptions): RouteConfig {
  const { method, path, operationId, tag, summary, description, access, json, bodyRequired = true } = options;
  const named = options.jsonOrForm ?? json;
  return createRoute({
    ...(named && { [bodySchema]: named }),
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    description,
    security: securityOf(options),
    parameters: [...describePathParameters(path), ...describeQueryParameters(options.queryParameters ?? [])],
    request: requestOf(options),
    responses: {
      ...(guards[access].length > 0 && { 303: signInFirst }),
      ...Object.fromEntries(
        Object.entries(options.responses).map(([status, response]) => [status, toResponse(response)]),
      ),
      ...responsesTo(problemsOf(options)),
    },
    middleware: [...guards[access], ...(json === undefined ? [] : [jsonBody({ isOptional: !bodyRequired })])],
  });
}

type AnyOptions = OperationOptions<string, z.ZodType | undefined, z.ZodObject | undefined, OperationResponses>;

function requestOf({ json, jsonOrForm, query, bodyRequired = true }: AnyOptions) {
  const named = jsonOrForm && { schema: { $ref: `#/components/schemas/${nameOf(jsonOrForm)}` } };
  const content = {
    ...(json !== undefined && { 'application/json': { schema: json } }),
    ...(named && {
      'application/json': named,
      'application/x-www-form-urlencoded': named,
      'multipart/form-data': named,
    }),
  };
  const hasBody = Object.keys(content).length > 0;
  return {
    ...(hasBody && { body: { content, ...(!bodyRequired && { required: false }) } }),
    ...(query !== undefined && { query }),
  };
}

/** An API token's scope is named as RFC 6750 names it; a cookie has none. */
function securityOf({ access, method, optionalScope }: AnyOptions): Record<string, string[]>[] {
  if (optionalScope !== undefined) return [{}, { session: [] }, { token: [optionalScope] }];
  if (access === 'anyone' || access === 'health') return [];
  if (access === 'in person' || access === 'admins in person') return [{ session: [] }];
  const scope = access === 'admins' ? 'admin' : method === 'get' ? 'read' : 'submit';
  return [{ session: [] }, { token: [scope] }];
}

/** The server refuses a malformed request before the app sees it, so every operation declares that problem. */
const alwaysDeclared = 'malformed' as const;

function problemsOf(options: AnyOptions): ProblemKind[] {
  const { access, method, path, json, jsonOrForm, query, problems = [] } = options;
  if (access === 'health') return [alwaysDeclared];
  const hasBody = (json ?? jsonOrForm) !== undefined;
  return [
    alwaysDeclared,
    'bad-token',
    'limit-reached',
    'unavailable',
    ...(access === 'signed-in' || access === 'anyone' ? [] : ['not-allowed' as const]),
    ...(method === 'get' ? [] : ['not-allowed' as const, 'too-large' as const]),
    ...(hasBody ? ['type-not-accepted' as const, 'invalid' as const] : []),
    ...(query ? ['invalid' as const] : []),
    ...(path.includes('{') ? ['not-found' as const] : []),
    ...problems,
  ];
}

function toResponse(response: OperationResponse | typeof signInFirst = signInFirst) {
  if ('$ref' in response) return response;
  const { description, json, page: hasPage = false, passThrough: passesThrough = false, location } = response;
  const content = {
    ...(json && {
      'application/json': {
        get schema() {
          return json();
        },
      },
    }),
    ...(hasPage && page),
    ...(passesThrough && { '*/*': { schema: {} } }),
  };
  return {
    description,
    ...(location && { headers: { Location: { description: location, schema: { type: 'string' as const } } } }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}
