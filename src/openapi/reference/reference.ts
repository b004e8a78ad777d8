import { type ApiDocument, referredName } from '../api-document.ts';
import { type Member, membersOf } from './member.ts';
import {
  bodyName,
  type ReferenceOperation,
  type ReferenceResponse,
  toReferenceOperation,
  toReferenceResponse,
} from './operation.ts';

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
      operation: toReferenceOperation(document, method.toUpperCase(), path, described),
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

/** Returns the shared responses by the statuses under which operations refer to them. */
function sharedResponsesOf({ paths, components }: ApiDocument): readonly ReferenceResponse[] {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const responses = operations.flatMap((operation) => Object.entries(operation.responses));
  const names = responses.flatMap(([status, one]) => ('$ref' in one ? [[status, referredName(one)] as const] : []));
  return [...new Map(names)]
    .sort(([one], [other]) => Number(one) - Number(other))
    .flatMap(([status, name]) => {
      const response = components.responses[name];
      return response ? [toReferenceResponse(status, response)] : [];
    });
}
