import { sentenceOf } from '../messages/sentence.ts';
import type { Problem } from './problem.ts';

/** The sentences of a problem: what happened and what to do, and one for each field with a problem. */
export interface ProblemText {
  readonly detail: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/** Puts a problem into words; pages and programs get the same ones. */
export function problemText({ message, errors }: Problem): ProblemText {
  return {
    detail: sentenceOf(message),
    errors: errors.map((error) => ({ field: error.field, message: sentenceOf(error.message) })),
  };
}
