import type { AdapterRefusal } from './bindings.ts';
import { DeadlineReached } from './deadline.ts';

/** For an answer that Lambda cannot carry, and that cannot go another way. */
export const tooLarge: AdapterRefusal = {
  status: 502,
  detail: 'The answer is larger than can be sent from here. Please ask for a smaller part of it.',
};

/**
 * For an app that throws, a body that fails late, and time that runs out: nothing has left yet, so the answer can still
 * be honest.
 */
export function brokenOff(cause: unknown): AdapterRefusal {
  if (cause instanceof DeadlineReached) {
    const detail =
      'This answer takes longer to make than there is time for. Please ask for a smaller part of it, or try again.';
    return { status: 504, detail, cause };
  }
  return { status: 502, detail: 'The answer broke off while it was being made. Please try again.', cause };
}
