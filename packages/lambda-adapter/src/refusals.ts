import type { AdapterError } from './bindings.ts';
import { DeadlineReached } from './deadline.ts';

/** For an answer that Lambda cannot carry, and that cannot go another way. */
export const tooLarge: AdapterError = {
  status: 502,
  detail: 'The answer is larger than can be sent from here. Please ask for a smaller part of it.',
};

/**
 * For an app that throws, a body that fails late, and time that runs out: nothing has left yet, so the answer can still
 * be honest. What the app waited for in vain fails with a `TimeoutError`, as `AbortSignal.timeout` has it, or with one
 * as its cause, and is 504: a gateway that was not answered in time (RFC 9110, section 15.6.5).
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

/** Causes can go round in a circle. */
function isTimeout(error: unknown): boolean {
  const seen = new Set<unknown>();
  for (let one = error; one instanceof Error && !seen.has(one); one = one.cause) {
    if (one.name === 'TimeoutError') return true;
    seen.add(one);
  }
  return false;
}
