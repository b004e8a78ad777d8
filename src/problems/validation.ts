import type * as z from 'zod';
import { type FieldError, Problem } from './problem.ts';

/** The message for a missing required value, in forms and accounts alike. */
export const mustBeFilledIn = 'This must be filled in.';

/** Returns the problem of invalid values, with a sentence for each field. */
export function invalidValues(errors: readonly FieldError[]): Problem {
  return new Problem('invalid', 'Some values are missing or not valid.', { errors });
}

/**
 * The most errors in one response. People do not read more at once, and a response must stay smaller than its request.
 */
const maxFieldErrors = 100;

/** Converts zod's issues to one sentence for each field. */
export function toFieldErrors(error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((field) => ({ field, message: 'There is no such field.' }));
    return [{ field: String(issue.path[0] ?? ''), message: issue.message }];
  });
  return errors.slice(0, maxFieldErrors);
}
