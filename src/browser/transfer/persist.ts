import { type Connection, isOffline } from './connection.ts';
import { type Attempt, isTemporary, retryDelayInMs } from './retry-delay.ts';

/** Failures in a row after which a person is asked. */
export const patience = 8;

/** Who asks for a longer wait gets it by "Try again", not by a page that seems to hang. */
const longestWaitMs = 120_000;

/**
 * Repeats an attempt until it ends in something that waiting will not change, or patience runs out; resolves with its
 * last answer. Being offline costs no patience.
 */
export async function persist<Answer extends Attempt>(
  attempt: () => Promise<Answer>,
  connection: Connection,
  signal: AbortSignal,
): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    const answer = await attempt();
    if (!isTemporary(answer)) return answer;
    if (isOffline(connection, answer)) failures = 1;
    const delay = retryDelayInMs(failures, answer.retryAfterMs);
    if (failures >= patience || delay > longestWaitMs) return answer;
    await connection.wait(delay, signal);
  }
}
