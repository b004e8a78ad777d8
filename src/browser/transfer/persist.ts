import { type Connection, isOffline } from './connection.ts';
import { isTemporary, type RequestOutcome, retryDelayInMs } from './retry-delay.ts';

/** The failures in a row after which the person decides. */
export const maxFailures = 8;

/** The longest wait. A server that asks for more gets it by "Try again", not by a page that seems to hang. */
const longestWaitMs = 120_000;

/**
 * Repeats an attempt until its result is final or patience runs out; resolves with the last result. Being offline costs
 * no patience.
 */
export async function persist<Result extends RequestOutcome>(
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
