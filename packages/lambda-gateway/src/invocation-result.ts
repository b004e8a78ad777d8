import type { Frame } from './frames.ts';

/** The result of an invocation. */
export type InvocationResult =
  | { kind: 'result'; json: Buffer }
  | StreamResult
  /** No process was free in time. */
  | { kind: 'throttled' }
  /** The function threw, timed out, crashed or returned too much; the log has the reason. */
  | { kind: 'failed' };

/**
 * A response that has begun. Its chunks must be read to their end, as the function goes on even without the client;
 * reading throws when the function breaks the stream off.
 */
export interface StreamResult {
  kind: 'stream';
  contentType: string;
  chunks: AsyncGenerator<Buffer, undefined>;
}

type Frames = AsyncGenerator<Frame, undefined>;

/**
 * Collects a buffered result. The output of a streamified handler is joined: behind an HTTP API it has to be a result.
 */
export async function collect(frames: Frames, maxBytes: number): Promise<InvocationResult> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let last: Frame | undefined;
  for await (const frame of frames) {
    last = frame;
    if (frame.kind !== 'result' && frame.kind !== 'chunk') continue;
    bytes += frame.payload.length;
    if (bytes <= maxBytes) parts.push(frame.payload);
  }
  const isComplete = last?.kind === 'result' || last?.kind === 'end';
  return isComplete && bytes <= maxBytes ? { kind: 'result', json: Buffer.concat(parts) } : { kind: 'failed' };
}

/** Returns a streamed response as soon as it begins. Other handlers' results come as from `collect`. */
export async function stream(frames: Frames, maxBytes: number): Promise<InvocationResult> {
  const { value: first } = await frames.next();
  if (first?.kind === 'head') {
    const { contentType } = JSON.parse(first.payload.toString());
    return { kind: 'stream', contentType, chunks: readChunks(frames) };
  }
  // Reads the frames to their end. Nothing follows a result or an error, but the run behind the frames finishes only
  // then.
  for await (const _ of frames);
  const fits = first?.kind === 'result' && first.payload.length <= maxBytes;
  return fits ? { kind: 'result', json: first.payload } : { kind: 'failed' };
}

async function* readChunks(frames: Frames): AsyncGenerator<Buffer, undefined> {
  let isComplete = false;
  for await (const frame of frames) {
    if (frame.kind === 'chunk') yield frame.payload;
    if (frame.kind === 'end') isComplete = true;
  }
  if (!isComplete) throw new Error('The function broke its response off');
}
