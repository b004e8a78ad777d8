/**
 * The memory that parts are cut into: so many buffers and never more. Who wants one more waits until one is given
 * back, which is what keeps a source from being read faster than the bucket takes it. They are used again, since memory
 * outside of the heap is freed late.
 */
export class PartBuffers {
  readonly #free: Buffer[] = [];
  readonly #waiting: ((buffer: Buffer | undefined) => void)[] = [];
  #unmade: number;

  constructor(count: number) {
    this.#unmade = count;
  }

  /** A buffer of exactly so many bytes, with whatever was in it. */
  async take(byteLength: number): Promise<Buffer> {
    const buffer = this.#free.pop() ?? (await this.#next());
    return buffer?.byteLength === byteLength ? buffer : Buffer.allocUnsafeSlow(byteLength);
  }

  /** Nobody may read the buffer any more. */
  give(buffer: Buffer): void {
    const next = this.#waiting.shift();
    if (next) next(buffer);
    else this.#free.push(buffer);
  }

  /** Undefined: one may be made. */
  async #next(): Promise<Buffer | undefined> {
    if (this.#unmade === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#unmade -= 1;
    return undefined;
  }
}
