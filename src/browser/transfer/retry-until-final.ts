import { type Connection, isOffline } from './connection.ts';
import { isTemporary, type RequestOutcome, retryDelayInMs } from './retry-delay.ts';

/** The number of failures in a row after which the person decides. */
export const maxFailures = 8;

/**
 * The longest wait. For a longer `Retry-After` the upload stops and shows "Try again", since a page that waits longer
 * seems to hang.
 */
const longestWaitMs = 120_000;

/**
 * Repeats an attempt until its result is final, or `maxFailures` have failed; resolves with the last result. Failures
 * while offline do not count.
 */
export async function retryUntilFinal<Result extends RequestOutcome>(
  attempt: () => Promise<Result>,
  connection: Connection,
  signal: AbortSignal,
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    const response = await attempt();
    if (!isTemporary(response)) return response;
    if (isOffline(connection, response)) failures = 1;
    const delay = retryDelayInMs(failures, response.retryAfterMs);
    if (failures >= maxFailures || delay > longestWaitMs) return response;
    await connection.wait(delay, signal);
  }
}
