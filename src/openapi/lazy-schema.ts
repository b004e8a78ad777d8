import type * as z from 'zod';

/**
 * Returns a function that makes the schema on its first call. Only the OpenAPI document needs the schemas of responses,
 * so no start waits for them.
 */
export function lazySchema<Schema extends z.ZodType>(make: () => Schema): () => Schema {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
