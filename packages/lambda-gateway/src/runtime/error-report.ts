import type { ErrorReport } from '../frames.ts';

/** Describes a thrown value as Lambda's runtime does. */
export function reportOf(thrown: unknown): ErrorReport {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), stack: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, stack: (thrown.stack ?? '').split('\n') };
}
