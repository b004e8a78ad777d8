import type { StoredBytes } from '../files/stored-bytes.ts';
import { kibibytes } from '../values/byte-size.ts';
import { viewOf } from '../values/byte-view.ts';

const windowBytes = kibibytes(512);
const maxWindows = 64;

/** The most bytes that a walk without skips reads. */
export const maxWalkBytes = maxWindows * windowBytes;

/**
 * The most steps of a walk. A picture within all limits has thousands of parts; a file with millions was made to cost
 * time.
 */
const maxSteps = 1_000_000;

/**
 * Walks through a file of any size from one of its parts to the next. It reads windows: parts that are close together
 * cost one read, and skipped parts cost none. The walk ends after 64 windows, or after a million parts.
 */
export class ByteWalk {
  readonly size: number;
  readonly #stored: StoredBytes;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #windows = 0;
  #steps = 0;

  constructor(stored: StoredBytes) {
    this.#stored = stored;
    this.size = stored.size;
  }

  /** True when the walk has reached its limit: its findings are incomplete. */
  get isOver(): boolean {
    return this.#windows > maxWindows || this.#steps > maxSteps;
  }

  /**
   * Returns the bytes from `at` on as far as they are in memory, at least `minBytes` of them. There are fewer at the
   * end of the file, and none once the walk is over.
   */
  async from(at: number, minBytes: number): Promise<Buffer> {
    this.#steps++;
    const end = Math.min(at + minBytes, this.size);
    if (this.isOver || at < 0 || at >= end) return Buffer.alloc(0);
    if (at < this.#start || end > this.#start + this.#window.length) await this.#load(at, minBytes);
    return this.#window.subarray(at - this.#start);
  }

  async #load(at: number, minBytes: number): Promise<void> {
    this.#windows++;
    const end = this.isOver ? at : Math.min(at + Math.max(windowBytes, minBytes), this.size);
    this.#window = viewOf(await this.#stored.read(at, end));
    this.#start = at;
  }
}
