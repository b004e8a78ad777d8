/**
 * Frames between the gateway and a function's process: one byte for the kind, four bytes of length, the payload.
 *
 * They are binary, because an event or a result may be 6 MB of JSON, which node's own IPC would encode once more.
 */
import type { Readable, Writable } from 'node:stream';

/*
 * The process sends `ready` ({pid}) when the handler is loaded. The gateway then sends `invoke` ({requestId, …}) and
 * `event` (the event's JSON), and the process answers with `result` (JSON) or `error` (ErrorReport), or with `head`
 * ({contentType}), any number of `chunk`s and `end`, or `error` after some of them.
 */
const kinds = ['ready', 'invoke', 'event', 'result', 'error', 'head', 'chunk', 'end'] as const;

/** The kind of a frame. */
export type FrameKind = (typeof kinds)[number];

/** One message. */
export interface Frame {
  kind: FrameKind;
  payload: Buffer;
}

/** The payload of `ready`. */
export interface Ready {
  pid: number;
}

/**
 * The payload of `invoke`: the headers of the runtime API, see
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export interface Invocation {
  requestId: string;
  /** `X-Amzn-Trace-Id`, becomes the environment variable `_X_AMZN_TRACE_ID`. */
  traceId: string;
  functionArn: string;
  /** The moment when the function times out, in milliseconds since 1970. */
  deadline: number;
}

/** The payload of `error`, the runtime API's error object. */
export interface ErrorReport {
  errorType: string;
  errorMessage: string;
  stack: string[];
}

const headerBytes = 5;

/** Writes one frame, and calls `written` when it has left this process. */
export function writeFrame(
  target: Writable,
  kind: FrameKind,
  payload: Uint8Array | string = '',
  written?: (error?: Error | null) => void,
): void {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(kinds.indexOf(kind), 0);
  header.writeUInt32BE(body.length, 1);
  target.cork();
  target.write(header);
  target.write(body, written);
  target.uncork();
}

/**
 * Reads frames until the source ends. It reads no further than its caller does, so that backpressure reaches the
 * writer.
 */
export async function* readFrames(source: Readable): AsyncGenerator<Frame, undefined> {
  let parts: Buffer[] = [];
  let heldBytes = 0;
  let neededBytes = headerBytes;
  for await (const part of source) {
    parts.push(part);
    heldBytes += part.length;
    while (heldBytes >= neededBytes) {
      const held = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      const frameBytes = headerBytes + held.readUInt32BE(1);
      if (heldBytes >= frameBytes) {
        yield { kind: kindOf(held), payload: held.subarray(headerBytes, frameBytes) };
        parts = [held.subarray(frameBytes)];
        heldBytes -= frameBytes;
        neededBytes = headerBytes;
      } else {
        parts = [held];
        neededBytes = frameBytes;
      }
    }
  }
}

function kindOf(frame: Buffer): FrameKind {
  const kind = kinds[frame.readUInt8(0)];
  if (kind === undefined) throw new Error(`A frame of unknown kind ${frame.readUInt8(0)}`);
  return kind;
}
