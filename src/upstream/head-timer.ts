/** Raised when the head of an answer has not come in time. */
export class HeadTimeout extends Error {
  override name = 'HeadTimeout';
}

/** Waiting for an answer: `signal` is aborted when the time is over or nobody waits any more. */
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

  /** To be called once it is decided: neither clock nor client matters then. */
  end(): void {
    clearTimeout(this.#timer);
    this.#client.removeEventListener('abort', this.#stop);
  }
}
