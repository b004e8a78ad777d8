import type * as z from 'zod';
import { type FieldError, Problem } from './problem.ts';

/** To whoever left out what is required, in forms and accounts alike. */
export const mustBeFilledIn = 'This must be filled in.';

/** The problem of values, with a sentence for each field. */
export function invalidValues(errors: readonly FieldError[]): Problem {
  return new Problem('invalid', 'Some values are missing or not valid.', { errors });
}

/** Who makes more mistakes than these at once does not read them, and an answer must stay smaller than its question. */
const maxFieldErrors = 100;

/** zod's findings as one sentence a field. */
export function toFieldErrors(error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((field) => ({ field, message: 'There is no such field.' }));
    return [{ field: String(issue.path[0] ?? ''), message: issue.message }];
  });
  return errors.slice(0, maxFieldErrors);
}
