import {
  type ApiDocument,
  type DescribedOperation,
  type DescribedParameter,
  type DescribedResponse,
  type JsonSchema,
  referredName,
} from '../api-document.ts';
import { exampleId } from '../example-id.ts';
import { curlCommand } from './curl-command.ts';
import { type Member, membersOf } from './member.ts';

/** An OpenAPI document in the order and the shape in which `/docs` shows it. */
export interface Reference {
  readonly version: string;
  readonly description: string;
  readonly groups: readonly ReferenceGroup[];
  /** The responses that several operations have in common, mostly problems. */
  readonly sharedResponses: readonly ReferenceResponse[];
  /** The schemas of responses; those of bodies stand with their operations. */
  readonly schemas: readonly ReferenceSchema[];
}

export interface ReferenceGroup {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly ReferenceOperation[];
}

export interface ReferenceOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly access: ReferenceAccess;
  readonly parameters: readonly ReferenceParameter[];
  readonly body: ReferenceBody | undefined;
  /** Its own responses. */
  readonly responses: readonly ReferenceResponse[];
  /** The statuses of the shared responses that it may have too. */
  readonly sharedStatuses: readonly string[];
  /** The example as a command line. */
  readonly command: string;
}

/** The ways to sign in that an operation takes. */
export interface ReferenceAccess {
  /** True when requests without a sign-in are served too. */
  readonly isOpen: boolean;
  readonly hasSession: boolean;
  /** The least scope of a token; undefined when the operation takes none. */
  readonly scope: string | undefined;
}

export interface ReferenceParameter {
  readonly name: string;
  readonly place: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** The value to try it with; empty where only an earlier response has one. */
  readonly example: string;
  /** The values to choose from. */
  readonly values: readonly string[];
}

export interface ReferenceBody {
  readonly description: string | undefined;
  readonly members: readonly Member[];
  /** The JSON to try it with. */
  readonly example: string;
}

export interface ReferenceResponse {
  readonly status: string;
  readonly description: string;
  /** The name of the schema of its JSON. */
  readonly schema: string | undefined;
}

export interface ReferenceSchema {
  readonly name: string;
  readonly description: string | undefined;
  readonly members: readonly Member[];
}

/** Returns the reference of an OpenAPI document. */
export function toReference(document: ApiDocument): Reference {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      tag: described.tags[0],
      operation: toOperation(document, method.toUpperCase(), path, described),
    })),
  );
  const groups = document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
  }));
  const bodies = new Set(
    Object.values(document.paths).flatMap((methods) => Object.values(methods).map((each) => bodyName(each))),
  );
  const schemas = Object.entries(document.components.schemas)
    .filter(([name]) => !bodies.has(name))
    .map(([name, schema]) => ({ name, description: schema.description, members: membersOf(schema) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const { version, description } = document.info;
  return { version, description, groups, sharedResponses: sharedResponsesOf(document), schemas };
}

function toOperation(
  document: ApiDocument,
  method: string,
  path: string,
  described: DescribedOperation,
): ReferenceOperation {
  const { operationId: id, summary, description } = described;
  const access = accessOf(described);
  const responses = Object.entries(described.responses);
  const body = bodyOf(document, described);
  const command = curlCommand({
    method,
    url: examplePath(document, path, described),
    credentials: access.scope !== undefined && !access.isOpen ? 'token' : access.isOpen ? 'none' : 'session',
    body: body?.example.replaceAll(/\n\s*/g, ' '),
  });
  return {
    ...{ id, method, path, summary, description, access, body, command },
    parameters: (described.parameters ?? []).map(toParameter),
    responses: responses.flatMap(([status, one]) => ('$ref' in one ? [] : [toResponse(status, one)])),
    sharedStatuses: responses.flatMap(([status, one]) => ('$ref' in one ? [status] : [])),
  };
}

function toResponse(status: string, response: DescribedResponse): ReferenceResponse {
  return { status, description: response.description, schema: schemaNameOf(response) };
}

/** Returns the shared responses by the statuses under which operations refer to them. */
function sharedResponsesOf({ paths, components }: ApiDocument): readonly ReferenceResponse[] {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const responses = operations.flatMap((operation) => Object.entries(operation.responses));
  const names = responses.flatMap(([status, one]) => ('$ref' in one ? [[status, referredName(one)] as const] : []));
  return [...new Map(names)]
    .sort(([one], [other]) => Number(one) - Number(other))
    .flatMap(([status, name]) => {
      const response = components.responses[name];
      return response ? [toResponse(status, response)] : [];
    });
}

function accessOf({ security }: DescribedOperation): ReferenceAccess {
  return {
    isOpen: security.length === 0 || security.some((ways) => Object.keys(ways).length === 0),
    hasSession: security.some((ways) => 'session' in ways),
    scope: security.flatMap(({ token = [] }) => token)[0],
  };
}

function toParameter(parameter: DescribedParameter): ReferenceParameter {
  const { name, required = false, description = '', schema, example = '' } = parameter;
  return {
    name,
    place: parameter.in,
    description: description || (schema.description ?? ''),
    isRequired: required,
    example: example === exampleId ? '' : example,
    values: (schema.enum ?? []).map(String),
  };
}

function bodyOf(document: ApiDocument, described: DescribedOperation): ReferenceBody | undefined {
  const name = bodyName(described);
  const schema = name === undefined ? undefined : document.components.schemas[name];
  if (schema === undefined) return undefined;
  return {
    description: schema.description,
    members: membersOf(schema),
    example: JSON.stringify(schema.example, undefined, 2),
  };
}

function bodyName({ requestBody }: DescribedOperation): string | undefined {
  return nameIn(requestBody?.content['application/json']?.schema);
}

function schemaNameOf({ content = {} }: DescribedResponse): string | undefined {
  return nameIn((content['application/json'] ?? content['application/problem+json'])?.schema);
}

function nameIn(schema: JsonSchema | undefined): string | undefined {
  return schema?.$ref === undefined ? undefined : referredName({ $ref: schema.$ref });
}

function examplePath({ servers }: ApiDocument, path: string, { parameters = [] }: DescribedOperation): string {
  const filled = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => parameters.find((each) => each.name === name)?.example ?? name,
  );
  return (servers[0]?.url ?? '') + filled;
}
