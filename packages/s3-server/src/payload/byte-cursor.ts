const nothing = Buffer.alloc(0);

/** A cursor over a stream of bytes whose chunks are cut anywhere. It holds no more bytes than it must. */
export class ByteCursor {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = nothing;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * Returns the bytes up to the delimiter and consumes both. Returns undefined when it does not come within `maxBytes`.
   */
  async readUntil(delimiter: Buffer, maxBytes: number): Promise<Buffer | undefined> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at > maxBytes || (at < 0 && this.#held.length >= maxBytes + delimiter.length)) return undefined;
      if (at >= 0) return this.#consume(at, delimiter.length);
      if (!(await this.#fill())) return undefined;
    }
  }

  /** Yields exactly this many bytes, or fewer when the stream ends. */
  async *take(count: number): AsyncGenerator<Buffer, void, undefined> {
    for (let rest = count; rest > 0; ) {
      if (this.#held.length === 0 && !(await this.#fill())) return;
      const piece = this.#consume(Math.min(rest, this.#held.length), 0);
      rest -= piece.length;
      yield piece;
    }
  }

  /** Yields the bytes up to the delimiter, without a limit; returns true when the delimiter came. */
  async *takeUntil(delimiter: Buffer): AsyncGenerator<Buffer, boolean, undefined> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at >= 0) {
        yield this.#consume(at, delimiter.length);
        return true;
      }
      const safe = this.#held.length - delimiter.length + 1; // the rest may be the beginning of the delimiter
      if (safe > 0) yield this.#consume(safe, 0);
      if (!(await this.#fill())) return false;
    }
  }

  /** True when nothing is left. */
  async atEnd(): Promise<boolean> {
    return this.#held.length === 0 && !(await this.#fill());
  }

  #consume(count: number, skip: number): Buffer {
    const piece = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count + skip);
    return piece;
  }

  async #fill(): Promise<boolean> {
    for (;;) {
      const next = await this.#source.next();
      if (next.done) return false;
      if (next.value.length === 0) continue;
      this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
      return true;
    }
  }
}
