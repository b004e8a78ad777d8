import type * as z from 'zod';

/**
 * A schema of an answer, which nothing but the document needs: made once, when somebody asks for that, so that no start
 * waits for it.
 */
export function lazySchema<Schema extends z.ZodType>(make: () => Schema): () => Schema {
  let made: Schema | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
