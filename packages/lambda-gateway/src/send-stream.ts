import type { ServerResponse } from 'node:http';
import type { StreamResult } from './invocation-result.ts';
import { parseHead } from './result.ts';
import { integrationContentType } from './runtime/awslambda.ts';
import { setHead } from './send-result.ts';

type Chunks = StreamResult['chunks'];

/** The bytes that end the metadata of a streamed response. */
const delimiter = Buffer.alloc(8);

/**
 * Sends a streamed response as it comes, waiting while the client does not read. A stream that breaks, or grows above
 * `maxBytes`, resets the connection: nothing that looks complete reaches the client. When the client goes away the
 * function is not told, and the rest of its stream is thrown away, as on Lambda.
 *
 * Returns false when there is no valid metadata and nothing was sent.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html and, for streams without
 * metadata, https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/97
 */
export async function sendStream(response: ServerResponse, stream: StreamResult, maxBytes: number): Promise<boolean> {
  const { contentType, chunks } = stream;
  try {
    let first: Buffer = Buffer.alloc(0);
    if (contentType === integrationContentType) first = await readMetadata(response, chunks);
    else response.setHeader('content-type', contentType);
    response.flushHeaders();
    await sendChunks(response, first, chunks, maxBytes);
    response.end();
    return true;
  } catch {
    await discard(chunks);
    if (!response.headersSent) return false;
    reset(response);
    return true;
  }
}

/** Sets the head from the metadata and returns the bytes read beyond it. Throws when there is no valid metadata. */
async function readMetadata(response: ServerResponse, chunks: Chunks): Promise<Buffer> {
  let held = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const { value, done } = await chunks.next();
    // Ended without a write: the metadata was lost in the function, a plain 200 remains.
    if (done && held.length === 0) return held;
    if (done) throw new Error('The stream has no metadata');
    held = Buffer.concat([held, value]);
    end = held.indexOf(delimiter);
  }
  const head = parseHead(JSON.parse(held.subarray(0, end).toString()));
  if (!head) throw new Error('The metadata is invalid');
  setHead(response, head);
  return held.subarray(end + delimiter.length);
}

async function sendChunks(response: ServerResponse, first: Buffer, chunks: Chunks, maxBytes: number): Promise<void> {
  // Node checks the length that the function announced: too many bytes are an error in write, too few in end.
  response.strictContentLength = true;
  let bytes = 0;
  for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = (await chunks.next()).value) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error('The stream is too long');
    if (chunk.length > 0 && !response.destroyed && !response.write(chunk)) await drained(response);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}

/** Reads the discarded rest to its end. */
async function discard(chunks: Chunks): Promise<void> {
  for (let done: boolean | undefined = false; !done; ) {
    ({ done } = await chunks.next().catch(() => ({ done: true })));
  }
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
  response.destroy();
}
