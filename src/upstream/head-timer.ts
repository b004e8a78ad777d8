/** Raised when the head of a response has not come in time. */
export class HeadTimeout extends Error {
  override name = 'HeadTimeout';
}

/** A timer for the head of a response: it aborts `signal` at the time-out, or when the client disconnects. */
export class HeadTimer {
  readonly #controller = new AbortController();
  readonly #client: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #stop = () => this.#controller.abort(new Error('The client has gone.'));

  constructor(waitMs: number, client: AbortSignal) {
    this.#timer = setTimeout(() => this.#controller.abort(new HeadTimeout(`No answer in ${waitMs} ms.`)), waitMs);
    this.#client = client;
    client.addEventListener('abort', this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the timer once the request is settled: neither clock nor client matters then. */
  end(): void {
    clearTimeout(this.#timer);
    this.#client.removeEventListener('abort', this.#stop);
  }
}
