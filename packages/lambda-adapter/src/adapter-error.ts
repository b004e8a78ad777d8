import type { AdapterError } from './bindings.ts';
import { DeadlineReached } from './deadline.ts';

/** The error for a response that exceeds Lambda's limit and cannot be spilled. */
export const tooLarge: AdapterError = {
  status: 502,
  detail: 'The answer is larger than can be sent from here. Please ask for a smaller part of it.',
};

/**
 * Returns the error for an app that throws, a body that fails late, or time that runs out. No byte has left yet, so the
 * response can still be honest.
 *
 * A source that stops responding fails with a `TimeoutError`, as `AbortSignal.timeout` has it, or with one as its
 * cause, and is 504: a gateway without a timely response (RFC 9110, section 15.6.5).
 */
export function brokenOff(cause: unknown): AdapterError {
  if (cause instanceof DeadlineReached) {
    const detail =
      'This answer takes longer to make than there is time for. Please ask for a smaller part of it, or try again.';
    return { status: 504, detail, cause };
  }
  if (isTimeout(cause)) {
    const detail =
      'What this answer is made from stopped coming. Please try again in a moment, or ask for a smaller part of it.';
    return { status: 504, detail, cause };
  }
  return { status: 502, detail: 'The answer broke off while it was being made. Please try again.', cause };
}

/** True for a time-out or an error that one has caused. Causes can go round in a circle. */
function isTimeout(error: unknown): boolean {
  const seen = new Set<unknown>();
  for (let one = error; one instanceof Error && !seen.has(one); one = one.cause) {
    if (one.name === 'TimeoutError') return true;
    seen.add(one);
  }
  return false;
}
