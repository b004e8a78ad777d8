import type { IncomingMessage } from 'node:http';

/** How long nothing may move, in milliseconds. */
export interface IdleTimeouts {
  /** While we wait for the upstream. */
  readonly forBytesMs: number;
  /** While we wait for whoever reads: a client that has stopped must not hold a connection to the upstream for good. */
  readonly forReaderMs: number;
}

/**
 * Raised in the stream of an upstream's body when it breaks off, so that what has arrived is not taken for the whole.
 * Its cause is a `TimeoutError`, as that of `AbortSignal.timeout` is, when the upstream was silent for too long: that is
 * how whoever puts an answer together first can tell a slow upstream from a broken one.
 */
export class BodyBroken extends Error {
  override name = 'BodyBroken';
}

/**
 * The body of an upstream's answer as a stream: the bytes as they came, a chunk for each that is asked for and
 * nothing held in between. Cancelling it ends the connection. It fails when the upstream does, or ends before its
 * length, or is silent for too long.
 *
 * An ordinary stream and not one of type `bytes`, which takes the memory of each chunk away from whoever else has a
 * view of it.
 *
 * @param onBroken is told once, when the body broke off and not when it was cancelled
 */
export function bodyStream(
  response: IncomingMessage,
  patience: IdleTimeouts,
  onBroken: (error: BodyBroken) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream(new BodySource(response, patience, onBroken), { highWaterMark: 0 });
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

class BodySource implements UnderlyingDefaultSource<Uint8Array> {
  readonly #response: IncomingMessage;
  readonly #patience: IdleTimeouts;
  readonly #onBroken: (error: BodyBroken) => void;
  #timer: NodeJS.Timeout | undefined;
  #isAsked = false;
  #isOver = false;
  #broken: BodyBroken | undefined;

  constructor(response: IncomingMessage, patience: IdleTimeouts, onBroken: (error: BodyBroken) => void) {
    this.#response = response;
    this.#patience = patience;
    this.#onBroken = onBroken;
  }

  start(controller: Controller): void {
    this.#response.pause();
    this.#response.on('data', (chunk: Uint8Array) => this.#give(chunk, controller));
    this.#response.on('end', () => this.#end(controller));
    this.#response.on('error', (cause) => this.#break(new BodyBroken('The body broke off.', { cause }), controller));
    this.#waitForReader(controller);
  }

  pull(controller: Controller): void {
    this.#isAsked = true;
    if (this.#response.destroyed) this.#break(new BodyBroken('The body broke off before it was read.'), controller);
    if (this.#broken) controller.error(this.#broken);
    else this.#waitForBytes(controller);
  }

  cancel(): void {
    this.#stop();
    this.#response.destroy();
  }

  #waitForBytes(controller: Controller): void {
    const { forBytesMs } = this.#patience;
    const cause = new DOMException(`Nothing came for ${forBytesMs} ms.`, 'TimeoutError');
    this.#wait(forBytesMs, new BodyBroken('The body stopped coming.', { cause }), controller);
    this.#response.resume();
  }

  #waitForReader(controller: Controller): void {
    const { forReaderMs } = this.#patience;
    this.#wait(forReaderMs, new BodyBroken(`Nobody has read on for ${forReaderMs} ms.`), controller);
  }

  #wait(ms: number, error: BodyBroken, controller: Controller): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break(error, controller), ms);
  }

  /** Only ever in answer to `pull`: the response flows for one chunk at a time. */
  #give(chunk: Uint8Array, controller: Controller): void {
    this.#response.pause();
    if (this.#isOver) return;
    this.#isAsked = false;
    this.#waitForReader(controller);
    controller.enqueue(chunk);
  }

  /** Comes by itself after the last chunk. */
  #end(controller: Controller): void {
    if (this.#stop()) controller.close();
  }

  /**
   * Fails in answer to a read, now or later: a writer that waits for its client just then would end properly what it
   * has begun.
   */
  #break(error: BodyBroken, controller: Controller): void {
    if (!this.#stop()) return;
    this.#broken = error;
    this.#response.destroy();
    this.#onBroken(error);
    if (this.#isAsked) controller.error(error);
  }

  /** False when it was over already. */
  #stop(): boolean {
    const isFirst = !this.#isOver;
    this.#isOver = true;
    clearTimeout(this.#timer);
    return isFirst;
  }
}
