import * as z from 'zod';
import { says } from '../problems/validation.ts';

/** Returns the schema of a JSON object with exactly these members. */
export function jsonObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, says('object-expected'));
}
