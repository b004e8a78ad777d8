import * as z from 'zod';
import { says } from '../problems/validation.ts';

/** What somebody sends: these members, and a sentence for who sends no object. */
export function jsonObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, says('object-expected'));
}
