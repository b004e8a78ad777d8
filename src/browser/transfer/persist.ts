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
export async function persist<Answer extends RequestOutcome>(
  attempt: () => Promise<Answer>,
  connection: Connection,
  signal: AbortSignal,
): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    const answer = await attempt();
    if (!isTemporary(answer)) return answer;
    if (isOffline(connection, answer)) failures = 1;
    const delay = retryDelayInMs(failures, answer.retryAfterMs);
    if (failures >= maxFailures || delay > longestWaitMs) return answer;
    await connection.wait(delay, signal);
  }
}
