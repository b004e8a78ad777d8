const nothing = Buffer.alloc(0);

/** Walks through a stream of bytes whose chunks are cut anywhere, holding no more than it must. */
export class ByteCursor {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = nothing;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes up to the delimiter, which is consumed too; undefined when it does not come within `maxBytes`. */
  async readUntil(delimiter: Buffer, maxBytes: number): Promise<Buffer | undefined> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      if (at > maxBytes || (at < 0 && this.#held.length >= maxBytes + delimiter.length)) return undefined;
      if (at >= 0) return this.#consume(at, delimiter.length);
      if (!(await this.#fill())) return undefined;
    }
  }

  /** Exactly this many bytes, or fewer when the stream ends. */
  async *take(count: number): AsyncGenerator<Buffer, void, undefined> {
    for (let rest = count; rest > 0; ) {
      if (this.#held.length === 0 && !(await this.#fill())) return;
      const piece = this.#consume(Math.min(rest, this.#held.length), 0);
      rest -= piece.length;
      yield piece;
    }
  }

  /** The bytes up to the delimiter, however many; returns if the delimiter came. */
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

  /** If nothing is left. */
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
