/** Streams as routes answer with, and their state afterwards. */

export const MiB = 1024 ** 2;

/** Bytes that differ from block to block, so that a part in the wrong place shows. */
export function unevenBytes(length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4096) bytes.writeUInt32BE(at, at);
  return bytes;
}

export interface Source {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The number of bytes read from it. */
  readBytes(): number;
  isCancelled(): boolean;
}

export interface SourceOptions {
  readonly pieceBytes?: number;
  /** The pause between two pieces. */
  readonly pauseMs?: number;
  /** The error at its end, in the place of a regular end; called when the end is reached. */
  readonly error?: Error | (() => Error | undefined);
}

export function sourceOf(
  bytes: Buffer<ArrayBuffer>,
  { pieceBytes = 65_537, pauseMs, error }: SourceOptions = {},
): Source {
  let [at, isCancelled] = [0, false];
  const end = (controller: ReadableStreamDefaultController) => {
    const failure = typeof error === 'function' ? error() : error;
    if (failure) controller.error(failure);
    else controller.close();
  };
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (isCancelled) return;
        if (at < bytes.byteLength) controller.enqueue(bytes.subarray(at, at + pieceBytes));
        else end(controller);
        at = Math.min(at + pieceBytes, bytes.byteLength);
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, readBytes: () => at, isCancelled: () => isCancelled };
}
