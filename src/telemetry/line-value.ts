import { describeError } from './describe-error.ts';
import { redact } from './redact.ts';

/** Redacts texts and describes errors, at any depth of a line: a replacer for `JSON.stringify`. */
export function lineValue(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  return value instanceof Error ? describeError(value) : value;
}
