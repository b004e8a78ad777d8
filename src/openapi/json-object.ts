import * as z from 'zod';

/** Returns the schema of a JSON object with exactly these members. */
export function jsonObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, 'This must be a JSON object.');
}
