import { hourMs } from '../values/duration.ts';

/** The exports that may run at the same time. */
export const runningLimits = { own: 2, shared: 5 } as const;

/** The most files of an export. */
export const maxExportedFiles = 200_000;

/** The most submissions that a person can choose one by one. */
export const maxChosenSubmissions = 500;

/** The most plans of an export: sources may change while one is carried out. */
export const maxPlans = 3;

/** Returns the end (RFC 3339) of an export's day, which begins now. */
export function endOfExport(now: Date): string {
  return new Date(now.getTime() + 24 * hourMs).toISOString();
}
