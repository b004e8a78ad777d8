import { en } from '../../src/messages/en.ts';
import type { Message } from '../../src/messages/message.ts';
import { ProblemError, UpstreamFailed } from '../../src/problems/errors.ts';
import { Problem } from '../../src/problems/problem.ts';
import { problemText } from '../../src/problems/problem-text.ts';
import { sentenceOf } from './sentence.ts';

/** Replaces messages by the sentences that a person reads: of a problem, of an error with one, of a list of field errors. */
export function inWords(value: unknown): unknown {
  if (value instanceof Problem) return { ...value, ...problemText(value, en) };
  if (value instanceof ProblemError || value instanceof UpstreamFailed)
    return { name: value.name, problem: inWords(value.problem) };
  return Array.isArray(value) ? value.map(inWordsOfField) : value;
}

function inWordsOfField(error: { field: string; message: Message }) {
  return { ...error, message: sentenceOf(error.message) };
}
