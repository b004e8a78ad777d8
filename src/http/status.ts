import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem, type ProblemKind } from '../problems/problem.ts';

/** The one table from problem kinds to HTTP: the status, and the title of the problem document. */
export const statusOf: Readonly<Record<ProblemKind, { status: ContentfulStatusCode; title: string }>> = {
  malformed: { status: 400, title: 'The request cannot be read' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'bad-token': { status: 401, title: 'The API token is not valid' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'not-there-yet': { status: 409, title: 'Not there yet' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  'too-large': { status: 413, title: 'Too large' },
  'type-not-accepted': { status: 415, title: 'This type is not accepted' },
  invalid: { status: 422, title: 'Some values are not valid' },
  'limit-reached': { status: 429, title: 'A limit is reached' },
  unavailable: { status: 503, title: 'Not available right now' },
  'upstream-failed': { status: 502, title: 'The upstream failed' },
  'upstream-slow': { status: 504, title: 'The upstream is too slow' },
};

/**
 * Returns the problem of a bucket or table outage: nothing was decided, and the client can retry. Only with a response
 * that contains the sent values does it say that nothing is lost.
 */
export function storageUnavailable(whatWasSent: 'comes back' | 'is gone'): Problem {
  const again = whatWasSent === 'comes back' ? 'Nothing is lost: try again' : 'Try again';
  const detail = `Storage does not answer at the moment. ${again} in a few seconds.`;
  return new Problem('unavailable', detail, { retryAfterSeconds: 5 });
}
