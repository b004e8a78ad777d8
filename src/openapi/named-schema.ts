import * as z from 'zod';

/** A schema with a name in the document: one of zod with an `id`, or a maker of JSON Schema. */
export type NamedSchema = z.ZodType | { readonly id: string; readonly toJsonSchema: () => object };

/** The property of an operation with the schema of its body; a symbol, so that JSON leaves it out. */
export const bodySchema = Symbol('body schema');

/**
 * Returns a schema's name in the document.
 * @throws Error for a schema without one
 */
export function nameOf(schema: NamedSchema): string {
  const id = 'toJsonSchema' in schema ? schema.id : schema.meta()?.id;
  if (id === undefined) throw new Error('The schema of a body needs an id.');
  return id;
}

/** Returns the JSON Schemas of the bodies that these operations take, by name. */
export function describeBodies(operations: readonly object[]): Record<string, object> {
  const bodies = operations.flatMap((operation) => (hasBody(operation) ? [operation[bodySchema]] : []));
  const ofZod = bodies.flatMap((body) => ('toJsonSchema' in body ? [] : [body]));
  const written = bodies.flatMap((body) => ('toJsonSchema' in body ? [[body.id, body.toJsonSchema()] as const] : []));
  return { ...describeZod(ofZod), ...Object.fromEntries(written) };
}

/** Returns the JSON Schemas of zod's that have an `id`, by it. */
export function describeZod(schemas: readonly z.ZodType[]): Record<string, object> {
  return z.toJSONSchema(z.union(schemas), { io: 'input' }).$defs ?? {};
}

function hasBody(operation: object): operation is { [bodySchema]: NamedSchema } {
  return bodySchema in operation;
}
