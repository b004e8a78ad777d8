import type * as z from 'zod';
import { type Message, message, type PlainCode, toMessage } from '../messages/message.ts';
import { type FieldError, Problem } from './problem.ts';

/** Returns the problem of invalid values, with a message for each field. */
export function invalidValues(errors: readonly FieldError[]): Problem {
  return new Problem('invalid', 'values-invalid', { errors });
}

/** Returns a message as the text that a zod schema can keep for it; {@link toFieldErrors} reads it again. */
export function says(detail: PlainCode | Message): string {
  return JSON.stringify(toMessage(detail));
}

/**
 * The most errors in one response. People do not read more at once, and a response must stay smaller than its request.
 */
const maxFieldErrors = 100;

/** Converts zod's issues to one message for each field. */
export function toFieldErrors(error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((field) => ({ field, message: message('no-such-field') }));
    return [{ field: String(issue.path[0] ?? ''), message: readMessage(issue.message) }];
  });
  return errors.slice(0, maxFieldErrors);
}

/** Reads what {@link says} has written; any other text is zod's own English, which people do not see. */
function readMessage(text: string): Message {
  return text.startsWith('{"code":') ? JSON.parse(text) : message('value-invalid');
}
