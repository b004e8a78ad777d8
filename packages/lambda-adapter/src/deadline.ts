/** Raised when a response is not ready and there is just time left to say so. */
export class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached';
}

/**
 * The time reserved to stop the work, to remove what it has stored and to answer. The gateway's 30 seconds began before
 * the function's own: a cold start comes off them too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (maximum integration timeout)
 */
export const reserveMs = 3000;

/** The moment when work on a response ends, while there is still time for another one. */
export class Deadline {
  readonly #timer: NodeJS.Timeout;
  readonly #acts: ((reason: DeadlineReached) => void)[] = [];
  #reason: DeadlineReached | undefined;
  #controller: AbortController | undefined;

  /** @param cutOffAt when Lambda ends the function, in epoch milliseconds */
  constructor(cutOffAt: number) {
    this.#timer = setTimeout(() => this.#reach(), Math.max(0, cutOffAt - reserveMs - Date.now()));
  }

  /** The error of the deadline; undefined before it. */
  get reason(): DeadlineReached | undefined {
    return this.#reason;
  }

  /**
   * Returns the same moment as a signal. It is made on first use, since most responses are ready at once and never need
   * it.
   */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      this.whenReached((reason) => controller.abort(reason));
    }
    return this.#controller.signal;
  }

  whenReached(act: (reason: DeadlineReached) => void): void {
    if (this.#reason) act(this.#reason);
    else this.#acts.push(act);
  }

  /** Cancels the deadline, since the work is done. */
  clear(): void {
    clearTimeout(this.#timer);
  }

  #reach(): void {
    this.#reason = new DeadlineReached('There was no time left to make the answer.');
    for (const act of this.#acts) act(this.#reason);
  }
}

/** Runs work that ends with its deadline. After that every error of the work becomes a `DeadlineReached`. */
export async function beforeDeadline<T>(cutOffAt: number, work: (deadline: Deadline) => Promise<T>): Promise<T> {
  const deadline = new Deadline(cutOffAt);
  try {
    return await work(deadline);
  } catch (error) {
    throw deadline.reason ?? error;
  } finally {
    deadline.clear();
  }
}

/**
 * Resolves with the response before the deadline, and rejects at it. A response that comes later has its body
 * cancelled.
 */
export function inTime(coming: Response | Promise<Response>, deadline: Deadline): Response | Promise<Response> {
  if (coming instanceof Response) return coming;
  return new Promise((resolve, reject) => {
    deadline.whenReached(reject);
    coming.then((response) => {
      if (deadline.reason) response.body?.cancel().catch(() => {});
      resolve(response);
    }, reject);
  });
}
