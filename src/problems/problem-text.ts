import type { Messages } from '../messages/messages.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { Problem } from './problem.ts';

/** The sentences of a problem: what happened and what to do, and one for each field with a problem. */
export interface ProblemText {
  readonly detail: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/** Puts a problem into the words of a language; pages and programs get the same ones. */
export function problemText({ message, errors }: Problem, messages: Messages): ProblemText {
  return {
    detail: sentenceOf(message, messages),
    errors: errors.map((error) => ({ field: error.field, message: sentenceOf(error.message, messages) })),
  };
}
