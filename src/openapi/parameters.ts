import { slugPattern } from '../forms/define-form.ts';
import { upstreamNamePattern } from '../upstream/settings.ts';
import { idPattern } from '../values/id.ts';

/** A query parameter of which any value is taken: it says what is wanted, and what is not known means nothing. */
export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly enum?: readonly string[];
}

/** What the parts of a path stand for. All others are ids. */
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
  path: { description: 'What is asked of it.', schema: { type: 'string' }, example: 'today.csv' },
};

const id = {
  description: 'An id as an answer gave it. Any other is not found.',
  schema: { type: 'string', pattern: idPattern.source },
  example: '5nJ9l0Hq3mYc7dV1sTgXzK2B',
};

/** The parameters that stand in a path. A malformed one is not found, and not invalid. */
export function describePathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    ...(named[name] ?? id),
  }));
}

/** Parameters of a query as the document describes them: none is required. */
export function describeQueryParameters(parameters: readonly QueryParameter[]) {
  return parameters.map(({ name, description, enum: values }) => ({
    name,
    in: 'query' as const,
    description,
    schema: { type: 'string' as const, ...(values && { enum: [...values] }) },
  }));
}
