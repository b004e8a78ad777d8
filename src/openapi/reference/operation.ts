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

/** One operation, as the reference shows it. */
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

/** Returns an operation of the document as the reference shows it. */
export function toReferenceOperation(
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
    responses: responses.flatMap(([status, one]) => ('$ref' in one ? [] : [toReferenceResponse(status, one)])),
    sharedStatuses: responses.flatMap(([status, one]) => ('$ref' in one ? [status] : [])),
  };
}

/** Returns a response of the document as the reference shows it. */
export function toReferenceResponse(status: string, response: DescribedResponse): ReferenceResponse {
  return { status, description: response.description, schema: schemaNameOf(response) };
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

/** Returns the name of the schema of an operation's body. */
export function bodyName({ requestBody }: DescribedOperation): string | undefined {
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
