import { Writable } from 'node:stream';
import { writeFrame } from '../frames.ts';

const methods = [
  ...(['cork', 'destroy', 'end', 'uncork', 'write'] as const),
  ...(['addListener', 'on', 'once', 'prependListener', 'prependOnceListener', 'off', 'removeListener'] as const),
  ...(['removeAllListeners', 'setMaxListeners', 'getMaxListeners', 'listeners', 'rawListeners'] as const),
  ...(['listenerCount', 'eventNames', 'emit'] as const),
];
const properties = [
  ...(['destroyed', 'writable', 'writableCorked', 'writableEnded', 'writableFinished'] as const),
  ...(['writableHighWaterMark', 'writableLength', 'writableNeedDrain', 'writableObjectMode'] as const),
];
const defaultContentType = 'application/octet-stream';
const maxChunkBytes = 64 * 1024;

/**
 * The stream of a streamified handler. As on Lambda it is a plain object with these members and no `stream.Writable`
 * (aws-lambda-nodejs-runtime-interface-client, `toWritableResponseStream`): code that needs `instanceof Writable`, such
 * as `Writable.toWeb`, fails here as it does there.
 */
export type ResponseStream = Pick<Writable, (typeof methods)[number] | (typeof properties)[number]> & {
  /** @throws Error after the first write */
  setContentType(contentType: string): void;
  /**
   * Receives a function that writes before the first write does; so `HttpResponseStream.from` puts the metadata first.
   */
  _onBeforeFirstWrite?: (write: (chunk: Uint8Array | string) => void) => void;
};

/** The stream of one invocation, and the runtime's controls of it. */
export interface OpenStream {
  stream: ResponseStream;
  /**
   * Resolves when the handler has ended the stream and everything has left this process; rejects when it destroyed it.
   * Awaited only where the handler succeeds, so a handler that destroys the stream and fails ends its process.
   */
  finished: Promise<void>;
  /** Sends the bytes that were written before a failure. */
  flush(): Promise<void>;
}

/**
 * Makes the stream of one invocation. `write` returns false, and the handler should wait, while the client does not
 * read.
 */
export function createResponseStream(gateway: Writable): OpenStream {
  const sink = new ChunkSink(gateway);
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  sink.on('finish', () => {
    begun.resolve();
    done.resolve();
  });
  // As in aws-lambda-ric, `createResponseStream`: one of these promises is never awaited, and ends the process.
  sink.on('error', (error) => {
    begun.reject(error);
    done.reject(error);
  });
  const stream: Partial<ResponseStream> = { setContentType: (contentType) => sink.setContentType(contentType) };
  for (const name of methods) Reflect.set(stream, name, sink[name].bind(sink));
  for (const name of properties) Object.defineProperty(stream, name, { get: () => sink[name] });
  const write = sink.write.bind(sink);
  stream.write = (chunk: unknown, ...rest: never[]) => {
    const beforeFirst = sink.hasWritten ? undefined : stream._onBeforeFirstWrite;
    sink.hasWritten = true;
    beforeFirst?.((first) => void write(first));
    const isBytes = typeof chunk === 'string' || chunk instanceof Uint8Array;
    return write(isBytes ? chunk : JSON.stringify(chunk), ...rest);
  };
  const flush = async () => {
    if (!sink.hasWritten) return;
    sink.end();
    await done.promise.catch(() => {});
  };
  // Every member of ResponseStream but the optional one was set above, by the lists that define it.
  return { stream: stream as ResponseStream, finished: done.promise, flush };
}

class ChunkSink extends Writable {
  hasWritten = false;
  #contentType = defaultContentType;
  #headSent = false;
  readonly #gateway: Writable;

  constructor(gateway: Writable) {
    super();
    this.#gateway = gateway;
  }

  setContentType(contentType: string): void {
    if (this.hasWritten) throw new Error('Cannot set content-type, too late.');
    this.#contentType = contentType;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: (error?: Error | null) => void): void {
    this.#sendHead();
    let from = 0;
    for (; from + maxChunkBytes < chunk.length; from += maxChunkBytes) {
      writeFrame(this.#gateway, 'chunk', chunk.subarray(from, from + maxChunkBytes));
    }
    writeFrame(this.#gateway, 'chunk', chunk.subarray(from), written);
  }

  override _final(ended: (error?: Error | null) => void): void {
    this.#sendHead();
    ended();
  }

  /** A request that is destroyed without an error has one all the same. */
  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    destroyed(error ?? (this.writableFinished ? null : new Error('socket hang up')));
  }

  #sendHead(): void {
    if (this.#headSent) return;
    this.#headSent = true;
    writeFrame(this.#gateway, 'head', JSON.stringify({ contentType: this.#contentType }));
  }
}
