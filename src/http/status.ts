import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem, type ProblemKind } from '../problems/problem.ts';

/** The one table from problem kinds to HTTP statuses. */
export const statusOf: Readonly<Record<ProblemKind, ContentfulStatusCode>> = {
  malformed: 400,
  'not-signed-in': 401,
  'bad-token': 401,
  'not-allowed': 403,
  'not-found': 404,
  'wrong-method': 405,
  'not-there-yet': 409,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'type-not-accepted': 415,
  invalid: 422,
  'limit-reached': 429,
  internal: 500,
  unavailable: 503,
  'upstream-failed': 502,
  'upstream-slow': 504,
};

/**
 * Returns the problem of a bucket or table outage: nothing was decided, and the client can retry. Only with a response
 * that contains the sent values does it say that nothing is lost.
 */
export function storageUnavailable(whatWasSent: 'comes back' | 'is gone'): Problem {
  const code = whatWasSent === 'comes back' ? 'storage-unavailable-values-kept' : 'storage-unavailable';
  return new Problem('unavailable', code, { retryAfterSeconds: 5 });
}
