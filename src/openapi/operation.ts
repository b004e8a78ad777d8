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
import { operationTag, type Tag } from './tag.ts';

/**
 * The users that an operation accepts. The guard that runs first, the security requirement and the problems in the
 * document follow from it. `health` accepts all and checks nothing: no cookie, no token, no table.
 */
export type Access = 'anyone' | 'health' | 'signed-in' | 'in person' | 'admins' | 'admins in person';

/** One response of an operation. */
export interface OperationResponse {
  readonly description: string;
  /** The schema of its JSON, made when the document is first requested. */
  readonly json?: () => z.ZodType;
  /** True when browsers get a page instead. */
  readonly page?: boolean;
  /** True when clients can have JSON lines instead. */
  readonly lines?: boolean;
  /** True when the response is an upstream's, with any media type. */
  readonly passThrough?: boolean;
  /** The description of the `Location` header, where the response has one. */
  readonly location?: string;
}

/** The responses of an operation by status; `default` stands for the other statuses of an upstream. */
export type OperationResponses = Readonly<Partial<Record<number | 'default', OperationResponse | typeof signInFirst>>>;

interface OperationOptions<Path extends string, Json, Query, Responses> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: Path;
  readonly operationId: string;
  /** The group in the document: described by one of its operations, named by the others. */
  readonly tag: Tag | string;
  readonly summary: string;
  /** The users that it is for and its effects, as far as the summary does not say them. */
  readonly description: string;
  readonly access: Access;
  /** The token scope that unlocks more, for an operation that also serves anonymous requests. */
  readonly optionalScope?: Scope;
  /** The schema of a JSON body, checked before the route runs; the route reads it by `c.req.valid('json')`. */
  readonly json?: Json | undefined;
  /** False when a request may leave the body out; true by default. */
  readonly bodyRequired?: boolean;
  /** The schema of a body that is JSON or an HTML form. The route checks it itself, to show the form again. */
  readonly jsonOrForm?: NamedSchema;
  /** The schema of the query, checked before the route runs; the route reads it by `c.req.valid('query')`. */
  readonly query?: Query | undefined;
  /** Query parameters that are described and not checked: an unknown value has no effect. */
  readonly queryParameters?: readonly QueryParameter[];
  readonly responses: Responses;
  /** The problems of the operation, besides those that follow from the other options. */
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

/** A declared operation, with the types of its path, body, query and responses. */
export type Operation<Path extends string, Json, Query, Responses> = Omit<RouteConfig, 'path' | 'request'> & {
  readonly path: Path;
  /** The type with which the compiler compares a handler's JSON; it has no value at run time. */
  readonly responseTypes?: Responses;
  readonly request: (Json extends z.ZodType
    ? { body: { content: { 'application/json': { schema: Json } }; required: true } }
    : object) &
    (Query extends z.ZodObject ? { query: Query } : object);
};

/**
 * Declares one operation. Its route, its guard, the checks of body and query, and its part of the OpenAPI document all
 * follow from the declaration.
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
    [operationTag]: tag,
    method,
    path,
    operationId,
    tags: [typeof tag === 'string' ? tag : tag.name],
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

/** Returns the security requirements: a session, or an API token with its scope (RFC 6750). */
function securityOf({ access, method, optionalScope }: AnyOptions): Record<string, string[]>[] {
  if (optionalScope !== undefined) return [{}, { session: [] }, { token: [optionalScope] }];
  if (access === 'anyone' || access === 'health') return [];
  if (access === 'in person' || access === 'admins in person') return [{ session: [] }];
  const scope = access === 'admins' ? 'admin' : method === 'get' ? 'read' : 'submit';
  return [{ session: [] }, { token: [scope] }];
}

/** Returns the problems of an operation. Each has `malformed`: the server refuses such requests before the app. */
function problemsOf(options: AnyOptions): ProblemKind[] {
  const { access, method, path, json, jsonOrForm, query, problems = [] } = options;
  if (access === 'health') return ['malformed'];
  const hasBody = (json ?? jsonOrForm) !== undefined;
  return [
    'malformed',
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
  const {
    description,
    json,
    page: hasPage = false,
    lines = false,
    passThrough: passesThrough = false,
    location,
  } = response;
  const content = {
    ...(json && {
      'application/json': {
        get schema() {
          return json();
        },
      },
    }),
    ...(hasPage && page),
    ...(lines && { 'application/x-ndjson': { schema: { type: 'string' as const } } }),
    ...(passesThrough && { '*/*': { schema: {} } }),
  };
  return {
    description,
    ...(location && { headers: { Location: { description: location, schema: { type: 'string' as const } } } }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}
