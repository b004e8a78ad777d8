import { describeError } from './describe-error.ts';
import { redact } from './redact.ts';

/** What becomes of each value of a line, at any depth, before it is printed: a replacer for `JSON.stringify`. */
export function lineValue(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  return value instanceof Error ? describeError(value) : value;
}
