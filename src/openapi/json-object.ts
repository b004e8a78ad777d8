import * as z from 'zod';

/** What somebody sends: these members, and a sentence for who sends no object. */
export function jsonObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, 'This must be a JSON object.');
}
