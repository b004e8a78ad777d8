/** Raised when an answer is not ready and there is just time left to say so. */
export class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached';
}

/**
 * What is kept to stop what is going on, to take back what has been stored and to answer. The gateway's 30 seconds began before the function's own: a cold
 * start comes off them too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (maximum integration timeout)
 */
const RESERVE_MS = 3000;

/** Runs work with a signal that is aborted (with `DeadlineReached`) while there is still time for another answer. */
export async function beforeDeadline<T>(deadlineAt: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new DeadlineReached('There was no time left to make the answer.'));
  const timer = setTimeout(giveUp, deadlineAt - RESERVE_MS - Date.now());
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error; // whatever it was that failed of it
  } finally {
    clearTimeout(timer);
  }
}

/** What a promise becomes, unless the signal is aborted first: then a rejection with its reason. */
export function unlessAborted<T>(signal: AbortSignal, coming: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
