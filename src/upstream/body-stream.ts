import type { IncomingMessage } from 'node:http';

/** The longest times without progress, in milliseconds. */
export interface IdleTimeouts {
  /** While the app waits for the upstream. */
  readonly forBytesMs: number;
  /**
   * While the app waits for the reader. A client that has stopped must not hold a connection to the upstream for good.
   */
  readonly forReaderMs: number;
}

/**
 * Raised in the stream of a body that breaks off, so that no reader takes it for the whole. Its cause is a
 * `TimeoutError`, like that of `AbortSignal.timeout`, when the upstream was silent for too long: so a reader that
 * collects the whole response can tell a slow upstream from a broken one.
 */
export class BodyBroken extends Error {
  override name = 'BodyBroken';
}

/**
 * Streams the body of an upstream's response. The bytes pass as they came, one chunk for each pull, and no buffer in
 * between. Cancelling the stream ends the connection. The stream fails when the upstream fails, ends before its length,
 * or is silent for too long.
 *
 * It is an ordinary stream and not one of type `bytes`, which detaches the memory of each chunk from every other view
 * of it.
 *
 * @param onBroken is called once when the body breaks off, never after a cancel
 */
export function bodyStream(
  response: IncomingMessage,
  timeouts: IdleTimeouts,
  onBroken: (error: BodyBroken) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream(new BodySource(response, timeouts, onBroken), { highWaterMark: 0 });
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

class BodySource implements UnderlyingDefaultSource<Uint8Array> {
  readonly #response: IncomingMessage;
  readonly #timeouts: IdleTimeouts;
  readonly #onBroken: (error: BodyBroken) => void;
  #timer: NodeJS.Timeout | undefined;
  #isPulled = false;
  #isOver = false;
  #broken: BodyBroken | undefined;

  constructor(response: IncomingMessage, timeouts: IdleTimeouts, onBroken: (error: BodyBroken) => void) {
    this.#response = response;
    this.#timeouts = timeouts;
    this.#onBroken = onBroken;
  }

  start(controller: Controller): void {
    this.#response.pause();
    this.#response.on('data', (chunk: Uint8Array) => this.#enqueue(chunk, controller));
    this.#response.on('end', () => this.#end(controller));
    this.#response.on('error', (cause) => this.#break(new BodyBroken('The body broke off.', { cause }), controller));
    this.#waitForReader(controller);
  }

  pull(controller: Controller): void {
    this.#isPulled = true;
    if (this.#response.destroyed) this.#break(new BodyBroken('The body broke off before it was read.'), controller);
    if (this.#broken) controller.error(this.#broken);
    else this.#waitForBytes(controller);
  }

  cancel(): void {
    this.#stop();
    this.#response.destroy();
  }

  #waitForBytes(controller: Controller): void {
    const { forBytesMs } = this.#timeouts;
    const cause = new DOMException(`Nothing came for ${forBytesMs} ms.`, 'TimeoutError');
    this.#wait(forBytesMs, new BodyBroken('The body stopped coming.', { cause }), controller);
    this.#response.resume();
  }

  #waitForReader(controller: Controller): void {
    const { forReaderMs } = this.#timeouts;
    this.#wait(forReaderMs, new BodyBroken(`The client has not read on for ${forReaderMs} ms.`), controller);
  }

  #wait(ms: number, error: BodyBroken, controller: Controller): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break(error, controller), ms);
  }

  /** Enqueues a chunk, only ever in response to `pull`: the response flows for one chunk at a time. */
  #enqueue(chunk: Uint8Array, controller: Controller): void {
    this.#response.pause();
    if (this.#isOver) return;
    this.#isPulled = false;
    this.#waitForReader(controller);
    controller.enqueue(chunk);
  }

  /** Closes the stream; Node calls it after the last chunk. */
  #end(controller: Controller): void {
    if (this.#stop()) controller.close();
  }

  /**
   * Fails the stream at a read, now or later. A writer that waits for its client just then would properly end the
   * response that it has begun.
   */
  #break(error: BodyBroken, controller: Controller): void {
    if (!this.#stop()) return;
    this.#broken = error;
    this.#response.destroy();
    this.#onBroken(error);
    if (this.#isPulled) controller.error(error);
  }

  /** Stops the timer; returns false when the stream was over already. */
  #stop(): boolean {
    const isFirst = !this.#isOver;
    this.#isOver = true;
    clearTimeout(this.#timer);
    return isFirst;
  }
}
