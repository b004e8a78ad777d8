import { slugPattern } from '../forms/define-form.ts';
import { upstreamNamePattern } from '../upstream/settings.ts';
import { idPattern } from '../values/id.ts';
import { exampleId } from './example-id.ts';

/** A query parameter that is described and not checked: an unknown value has no effect. */
export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly enum?: readonly string[];
  /** What the schema says besides; a text by default. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly example?: string;
}

/** The path parameters that are no ids. */
const named: Readonly<Record<string, { description: string; schema: object; example: string }>> = {
  form: {
    description: 'The name of a form.',
    schema: { type: 'string', pattern: slugPattern.source },
    example: 'documents',
  },
  name: {
    description: 'The name of an upstream.',
    schema: { type: 'string', pattern: upstreamNamePattern.source },
    example: 'reports',
  },
  user: {
    description: 'The id of a user, or `me`.',
    schema: { type: 'string', pattern: `^me$|${idPattern.source}` },
    example: 'me',
  },
  path: { description: 'The path at the upstream.', schema: { type: 'string' }, example: 'today.csv' },
};

const id = {
  description: 'An id from an earlier response. Any other text is not found.',
  schema: { type: 'string', pattern: idPattern.source },
  example: exampleId,
};

/** Returns the descriptions of a path's parameters. A malformed id responds with 404, not 422. */
export function describePathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    ...(named[name] ?? id),
  }));
}

/** Returns the descriptions of optional query parameters. */
export function describeQueryParameters(parameters: readonly QueryParameter[]) {
  return parameters.map(({ name, description, enum: values, schema, example }) => ({
    name,
    in: 'query' as const,
    description,
    schema: { type: 'string' as const, ...(values && { enum: [...values] }), ...schema },
    ...(example !== undefined && { example }),
  }));
}
