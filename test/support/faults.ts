import { onTestFinished } from 'vitest';
import { TableUnavailable } from '../../src/problems/errors.ts';

/**
 * Puts another function in place of a method until the running test ends, however it ends. `replace` gets the method
 * that was there.
 */
export function replaceMethod<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  replace: (original: Owner[Name]) => Owner[Name],
): void {
  const original = owner[name];
  owner[name] = replace(original);
  onTestFinished(() => {
    owner[name] = original;
  });
}

/** Makes the next calls of a method of bucket or table fail, one or as many as `times` says, in the running test only. */
export function failNext<Name extends string>(
  owner: Record<Name, (...parts: never[]) => Promise<unknown>>,
  name: Name,
  { error = new TableUnavailable('The table is down.'), times = 1 }: { error?: Error; times?: number } = {},
): { readonly failures: number } {
  const seen = { failures: 0 };
  replaceMethod(owner, name, (original) => (...parts) => {
    if (seen.failures === times) return original(...parts);
    seen.failures += 1;
    return Promise.reject(error);
  });
  return seen;
}
