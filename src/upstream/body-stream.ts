import type { IncomingMessage } from 'node:http';

/** How long nothing may move, in milliseconds. */
export interface Patience {
  /** While we wait for the upstream. */
  readonly forBytesMs: number;
  /** While we wait for whoever reads: a client that has stopped must not hold a connection to the upstream for good. */
  readonly forReaderMs: number;
}

/** Raised in the stream of an upstream's body when it breaks off, so that what has arrived is not taken for the whole. */
export class BodyBroken extends Error {
  override name = 'BodyBroken';
}

/**
 * The body of an upstream's answer as a stream: the bytes as they came, a chunk for each that is asked for and nothing held in between. Cancelling it ends
 * the connection. It fails when the upstream does, or ends before its length, or is silent for too long.
 *
 * An ordinary stream and not one of type `bytes`, which takes the memory of each chunk away from whoever else has a view of it.
 *
 * @param onBroken is told once, when the body broke off and not when it was cancelled
 */
export function bodyStream(
  response: IncomingMessage,
  patience: Patience,
  onBroken: (error: BodyBroken) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream(new BodySource(response, patience, onBroken), { highWaterMark: 0 });
}

class BodySource implements UnderlyingDefaultSource<Uint8Array> {
  readonly #response: IncomingMessage;
  readonly #patience: Patience;
  readonly #onBroken: (error: BodyBroken) => void;
  /** There while a read waits for its chunk. */
  #asking: ReadableStreamDefaultController<Uint8Array> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #broken: BodyBroken | undefined;

  constructor(response: IncomingMessage, patience: Patience, onBroken: (error: BodyBroken) => void) {
    this.#response = response;
    this.#patience = patience;
    this.#onBroken = onBroken;
  }

  start(): void {
    this.#response.pause();
    this.#response.on('data', (chunk: Uint8Array) => this.#give(chunk));
    this.#response.on('end', () => this.#end());
    this.#response.on('error', (cause) => this.#break('The body broke off.', cause));
    this.#waitForReader();
  }

  /** The one place where the stream fails: a writer that waits for its client just then would end properly what it has begun. */
  pull(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#asking = controller;
    if (this.#response.destroyed) this.#break('The body broke off before it was read.');
    if (this.#broken) controller.error(this.#broken);
    else this.#waitForBytes();
  }

  cancel(): void {
    this.#asking = undefined;
    clearTimeout(this.#timer);
    this.#response.removeAllListeners('error').on('error', () => {}); // nobody is left to tell
    this.#response.destroy();
  }

  #waitForBytes(): void {
    const { forBytesMs } = this.#patience;
    this.#wait(forBytesMs, `Nothing came for ${forBytesMs} ms.`);
    this.#response.resume();
  }

  /** Only ever in answer to `pull`: the response flows for one chunk at a time. */
  #give(chunk: Uint8Array): void {
    this.#response.pause();
    const asking = this.#asking;
    this.#asking = undefined;
    this.#waitForReader();
    asking?.enqueue(chunk);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#asking?.close();
  }

  #break(message: string, cause?: Error): void {
    if (this.#broken || this.#response.readableEnded) return;
    clearTimeout(this.#timer);
    this.#broken = new BodyBroken(message, cause && { cause });
    this.#response.destroy();
    this.#onBroken(this.#broken);
    this.#asking?.error(this.#broken);
  }

  #waitForReader(): void {
    const { forReaderMs } = this.#patience;
    this.#wait(forReaderMs, `Nobody has read on for ${forReaderMs} ms.`);
  }

  #wait(ms: number, message: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break(message), ms);
  }
}
