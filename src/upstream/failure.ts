import { message } from '../messages/message.ts';
import { ProblemError, UpstreamFailed } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { RedirectNotFollowed } from './follow-redirects.ts';
import { HeadTimeout } from './head-timer.ts';
import { ConnectTimeout } from './send-request.ts';

/** Raised for a response that no client can receive. */
export class InvalidUpstreamResponse extends Error {
  override name = 'InvalidUpstreamResponse';
}

const retryAfterSeconds = 5;

/**
 * Converts an error on the way to an upstream into the client's problem. The upstream's address and the exact cause are
 * for the log only.
 */
export function toUpstreamFailed(name: string, error: unknown): Error {
  if (error instanceof ProblemError) return error;
  return new UpstreamFailed(problemOf(name, error), error);
}

function problemOf(name: string, error: unknown): Problem {
  if (error instanceof HeadTimeout || error instanceof ConnectTimeout)
    return new Problem('upstream-slow', message('upstream-slow', { name }), { retryAfterSeconds });
  if (error instanceof InvalidUpstreamResponse || error instanceof RedirectNotFollowed || isParserError(error))
    return new Problem('upstream-failed', message('upstream-response-invalid', { name }));
  return new Problem('upstream-failed', message('upstream-unreachable', { name }), { retryAfterSeconds });
}

/** True for errors of llhttp (https://nodejs.org/api/errors.html#hpe_header_overflow names one of them). */
function isParserError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('HPE_');
}
