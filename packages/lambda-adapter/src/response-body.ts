/** Statuses without a body (https://fetch.spec.whatwg.org/#null-body-status), as far as a response can have them. */
const nullBodyStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

type Reader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;

/** Reads a Response without a body, so that its Content-Length is compared too. */
const emptyReader: Reader = { read: async () => ({ done: true, value: undefined }), cancel: async () => {} };

/**
 * The body of a Response on its way out. It is read as far as needed to decide how it leaves, then handed on whole.
 *
 * Reading fails when the stream does, and when it ends with another length than its Content-Length: a broken transfer
 * must never look complete (RFC 9112, section 8). HEAD and the statuses without content have no body (RFC 9110, section
 * 6.4.1); if the app gave one, it is cancelled.
 */
export class ResponseBody {
  /** The value of Content-Length in bytes; NaN when it is not a number, null without the header. */
  readonly declaredBytes: number | null;
  #reader: Reader | undefined;
  #chunks: Uint8Array[] = [];
  #readBytes = 0;
  #stopped: { readonly reason: unknown } | undefined;

  constructor(response: Response, method: string) {
    if (response.type === 'error') throw new TypeError('The app answered with a network error.');
    const reader = response.body?.getReader() ?? emptyReader;
    const hasBody = method !== 'HEAD' && !nullBodyStatuses.has(response.status);
    if (hasBody) this.#reader = reader;
    else cancelQuietly(reader);
    const declared = this.#reader ? response.headers.get('content-length') : null;
    this.declaredBytes = declared === null ? null : Number(declared);
  }

  /** Returns the number of bytes read so far, kept or handed on. */
  get readBytes(): number {
    return this.#readBytes;
  }

  /** Reads more than `maxBytes`, or to the end. Returns true at the end. */
  async readPast(maxBytes: number): Promise<boolean> {
    while (this.#reader && this.#readBytes <= maxBytes) {
      const chunk = await this.#read(this.#reader);
      if (chunk) this.#chunks.push(chunk);
    }
    this.#throwIfStopped();
    return !this.#reader;
  }

  /** Returns the bytes read so far. */
  bytes(): Buffer {
    const [first] = this.#chunks;
    if (first === undefined) return Buffer.alloc(0);
    if (this.#chunks.length > 1) return Buffer.concat(this.#chunks);
    return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
  }

  /**
   * Yields all bytes once, from the first: those already read, then the rest as they come. Leaving early cancels the
   * source.
   */
  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      while (true) {
        const chunk = this.#chunks.shift() ?? (this.#reader && (await this.#read(this.#reader)));
        this.#throwIfStopped();
        if (!chunk) return;
        yield chunk;
      }
    } finally {
      this.cancel();
    }
  }

  /** Cancels the source, since the rest is not needed. Later reads end with an error, since they are incomplete. */
  cancel(reason?: unknown): void {
    if (!this.#reader) return;
    this.#stopped = { reason: reason ?? new Error('The rest of the response is not needed.') };
    cancelQuietly(this.#reader, reason);
    this.#reader = undefined;
  }

  async #read(reader: Reader): Promise<Uint8Array | undefined> {
    const { done, value } = await reader.read();
    this.#throwIfStopped(); // a stream that is cancelled ends like one that is complete
    if (done) this.#reader = undefined;
    else if (value instanceof Uint8Array) this.#readBytes += value.byteLength;
    else throw this.#broken(new TypeError('A response stream gave something other than bytes.'));
    if (this.#isAsDeclared(done)) return value;
    const how = done ? 'ended' : 'went on';
    throw this.#broken(
      new Error(`Content-Length is ${this.declaredBytes} but the body ${how} at ${this.#readBytes} bytes.`),
    );
  }

  #throwIfStopped(): void {
    if (this.#stopped) throw this.#stopped.reason;
  }

  #isAsDeclared(isEnd: boolean): boolean {
    if (this.declaredBytes === null) return true;
    return isEnd ? this.#readBytes === this.declaredBytes : this.#readBytes <= this.declaredBytes;
  }

  #broken(error: Error): Error {
    this.cancel(error);
    return error;
  }
}

function cancelQuietly(reader: Reader, reason?: unknown): void {
  reader.cancel(reason).catch(() => {}); // a source that fails to stop cannot be told again
}
