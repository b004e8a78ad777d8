/** A mutex for each key. Work on the same key runs one after the other, in the order of its calls. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** True when some work is in progress or waits. */
  get busy(): boolean {
    return this.#last.size > 0;
  }

  /** Runs the work when all earlier work on this key has ended, even by an error. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.catch(() => undefined);
    this.#last.set(key, settled);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
