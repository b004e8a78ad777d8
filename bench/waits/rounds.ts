import { setImmediate } from 'node:timers/promises';

/** The turns of the event loop without a new call after which the app is waiting for calls alone. */
const quietTurns = 25;

/**
 * Counts the rounds of calls to bucket and table. All calls that the app makes before it needs a response belong to one
 * round, and their responses are handed out together: the number of rounds is the number of waits in a row. It depends
 * on no time, so it is the same on any machine.
 */
export class Rounds {
  #underWay = 0;
  #held: (() => void)[] = [];
  #began = 0;
  #isWatched = false;
  #rounds = 0;

  /** The rounds that have ended so far. */
  get ended(): number {
    return this.#rounds;
  }

  /** Makes a call, and returns its response at the end of its round. A failure is held in the same way. */
  async hold<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#began += 1;
    this.#underWay += 1;
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
      await new Promise<void>((release) => {
        this.#held.push(release);
        void this.#watch();
      });
    }
  }

  /** Ends the round once each call has its response, and the app has made no further one for some turns. */
  async #watch(): Promise<void> {
    if (this.#isWatched) return;
    this.#isWatched = true;
    let [began, quiet] = [this.#began, 0];
    while (quiet < quietTurns) {
      await setImmediate();
      quiet = this.#underWay === 0 && began === this.#began ? quiet + 1 : 0;
      began = this.#began;
    }
    this.#isWatched = false;
    this.#rounds += 1;
    for (const release of this.#held.splice(0)) release();
  }
}
