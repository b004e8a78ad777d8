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
import { pathParameters, type QueryParameter, queryParameters } from './parameters.ts';
import { responsesTo, signInFirst } from './problem-responses.ts';

/**
 * Who an operation is for. From it come the check before anything is read, the security requirement and the problems
 * in the document. `monitors` are not even looked at: no cookie, no token, no table.
 */
export type Access = 'anyone' | 'monitors' | 'signed-in' | 'in person' | 'admins' | 'admins in person';

/** What an operation may answer: a description, and the schema of its JSON; `text/html` beside it for browsers. */
export interface OperationResponse {
  readonly description: string;
  readonly json?: () => z.ZodType;
  readonly page?: boolean;
  /** Whatever it is. */
  readonly anything?: boolean;
  /** What the `Location` header names. */
  readonly location?: string;
}

/** What an operation answers, by status; `default` is for statuses that only an upstream knows. */
export type Answers = Readonly<Partial<Record<number | 'default', OperationResponse | typeof signInFirst>>>;

interface Terms<Path extends string, Json, Query, Answered> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: Path;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  /** What the summary leaves open: for whom it is, and what follows from it. */
  readonly description: string;
  readonly access: Access;
  /** Of an operation for anyone that gives more to who says who they are: the scope that a token needs for that. */
  readonly scopeIfAny?: Scope;
  /** The body of a route that takes JSON only: checked before the route runs, which gets it by `c.req.valid('json')`. */
  readonly json?: Json | undefined;
  /** Whether the body may be left out. */
  readonly isBodyOptional?: boolean;
  /** The schema of a body that may be JSON or an HTML form's: the route checks it, to show its page. */
  readonly jsonOrForm?: NamedSchema;
  /** The route gets it by `c.req.valid('query')`. */
  readonly query?: Query | undefined;
  /** Parameters of which every value is taken. */
  readonly hints?: readonly QueryParameter[];
  readonly answers: Answered;
  /** Beside those that follow from the rest. */
  readonly problems?: readonly ProblemKind[];
}

const guards: Readonly<Record<Access, readonly MiddlewareHandler<AppEnv>[]>> = {
  anyone: [],
  monitors: [],
  'signed-in': [signedIn],
  'in person': [inPerson],
  admins: [admins],
  'admins in person': [adminsInPerson],
};

/** A declared operation, with what it takes and what it answers. */
export type Operation<Path extends string, Json, Query, Answered> = Omit<RouteConfig, 'path' | 'request'> & {
  readonly path: Path;
  /** For the compiler only, which checks a handler's JSON against it. */
  readonly answered?: Answered;
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
  const Answered extends Answers = Answers,
>(terms: Terms<Path, Json, Query, Answered>): Operation<Path, Json, Query, Answered>;
export function operation(terms: AnyTerms): RouteConfig {
  const { method, path, operationId, tag, summary, description, access, json, isBodyOptional = false } = terms;
  const named = terms.jsonOrForm ?? json;
  return createRoute({
    ...(named && { [bodySchema]: named }),
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    description,
    security: securityOf(terms),
    parameters: [...pathParameters(path), ...queryParameters(terms.hints ?? [])],
    request: requestOf(terms),
    responses: {
      ...(guards[access].length > 0 && { 303: signInFirst }),
      ...Object.fromEntries(Object.entries(terms.answers).map(([status, answer]) => [status, toResponse(answer)])),
      ...responsesTo(refusalsOf(terms)),
    },
    middleware: [...guards[access], ...(json === undefined ? [] : [jsonBody({ isOptional: isBodyOptional })])],
  });
}

type AnyTerms = Terms<string, z.ZodType | undefined, z.ZodObject | undefined, Answers>;

function requestOf({ json, jsonOrForm, query, isBodyOptional }: AnyTerms) {
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
    ...(hasBody && { body: { content, ...(isBodyOptional && { required: false }) } }),
    ...(query !== undefined && { query }),
  };
}

/** An API token's scope is named as RFC 6750 names it; a cookie has none. */
function securityOf({ access, method, scopeIfAny }: AnyTerms): Record<string, string[]>[] {
  if (scopeIfAny !== undefined) return [{}, { session: [] }, { token: [scopeIfAny] }];
  if (access === 'anyone' || access === 'monitors') return [];
  if (access === 'in person' || access === 'admins in person') return [{ session: [] }];
  const scope = access === 'admins' ? 'admin' : method === 'get' ? 'read' : 'submit';
  return [{ session: [] }, { token: [scope] }];
}

/** What is no HTTP is refused before the app sees it, whatever it was for. */
const anyway = 'malformed' as const;

function refusalsOf(terms: AnyTerms): ProblemKind[] {
  const { access, method, path, json, jsonOrForm, query, problems = [] } = terms;
  if (access === 'monitors') return [anyway];
  const hasBody = (json ?? jsonOrForm) !== undefined;
  return [
    anyway,
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

function toResponse(answer: OperationResponse | typeof signInFirst = signInFirst) {
  if ('$ref' in answer) return answer;
  const { description, json, page: hasPage = false, anything = false, location } = answer;
  const content = {
    ...(json && {
      'application/json': {
        get schema() {
          return json();
        },
      },
    }),
    ...(hasPage && page),
    ...(anything && { '*/*': { schema: {} } }),
  };
  return {
    description,
    ...(location && { headers: { Location: { description: location, schema: { type: 'string' as const } } } }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}
