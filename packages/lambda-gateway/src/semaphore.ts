/** A fixed number of permits with a queue: first come, first served. */
export class Semaphore {
  #free: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<() => void>();

  constructor(permits: number, maxWaiting: number) {
    this.#free = permits;
    this.#maxWaiting = maxWaiting;
  }

  /** Resolves with true with a permit, with false when the queue is full or `signal` ended the wait. */
  async acquire(signal: AbortSignal): Promise<boolean> {
    if (this.#free > 0) {
      this.#free--;
      return true;
    }
    if (this.#waiting.size >= this.#maxWaiting || signal.aborted) return false;
    return new Promise((resolve) => {
      const grant = () => settle(true);
      const giveUp = () => settle(false);
      const settle = (granted: boolean) => {
        this.#waiting.delete(grant);
        signal.removeEventListener('abort', giveUp);
        resolve(granted);
      };
      this.#waiting.add(grant);
      signal.addEventListener('abort', giveUp);
    });
  }

  /** Gives a permit back, to the next waiter if there is one. */
  release(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#free++;
  }
}
