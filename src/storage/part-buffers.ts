/**
 * A fixed number of buffers for the parts of a body. A caller that needs one more waits until another is released, so
 * that the source is read as fast as the bucket receives. Buffers are used again, since memory outside of the heap is
 * freed late.
 */
export class PartBuffers {
  readonly #free: Buffer[] = [];
  readonly #waiting: ((buffer: Buffer | undefined) => void)[] = [];
  #unmade: number;

  constructor(count: number) {
    this.#unmade = count;
  }

  /**
   * Returns a buffer of exactly this length, with its old content.
   * @throws RangeError when there is no memory for it: the next caller tries again
   */
  async acquire(byteLength: number): Promise<Buffer> {
    const buffer = this.#free.pop() ?? (await this.#next());
    if (buffer?.byteLength === byteLength) return buffer;
    try {
      return Buffer.allocUnsafeSlow(byteLength);
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  /** Takes a buffer back; its caller must not read it any more. */
  release(buffer: Buffer): void {
    const next = this.#waiting.shift();
    if (next) next(buffer);
    else this.#free.push(buffer);
  }

  /** Gives the place of a buffer that was not made to the next caller. */
  #giveUp(): void {
    const next = this.#waiting.shift();
    if (next) next(undefined);
    else this.#unmade += 1;
  }

  /** Waits for a free buffer; returns undefined at once when a new one may be made. */
  async #next(): Promise<Buffer | undefined> {
    if (this.#unmade === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#unmade -= 1;
    return undefined;
  }
}
