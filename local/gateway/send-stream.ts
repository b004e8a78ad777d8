import type { ServerResponse } from 'node:http';
import type { StreamOutcome } from './outcome.ts';
import { parseHead } from './result.ts';
import { integrationContentType } from './runtime/awslambda.ts';
import { setHead } from './send-result.ts';

/** What ends the metadata of a streamed response. */
const delimiter = Buffer.alloc(8);

/**
 * Sends a streamed response as it comes, waiting while the client does not read. A stream that breaks, or grows above
 * `maxBytes`, resets the connection: nothing that looks complete reaches the client. When the client goes away the
 * function is not told, and the rest of its stream is thrown away, as on Lambda.
 *
 * Returns false when there is no valid metadata and nothing was sent.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html and, for streams without metadata,
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/97
 */
export async function sendStream(response: ServerResponse, stream: StreamOutcome, maxBytes: number): Promise<boolean> {
  const { contentType, chunks } = stream;
  let first: Buffer | undefined;
  try {
    if (contentType === integrationContentType) {
      first = await readMetadata(response, chunks);
      if (!first) return false;
    } else response.setHeader('content-type', contentType);
    response.flushHeaders();
    await sendChunks(response, first, chunks, maxBytes);
    response.end();
  } catch {
    if (!response.headersSent) return false;
    response.socket?.resetAndDestroy();
  }
  return true;
}

/** Sets the head from the metadata; returns what was read beyond it, or undefined when there is no valid metadata. */
async function readMetadata(response: ServerResponse, chunks: AsyncGenerator<Buffer>): Promise<Buffer | undefined> {
  let held = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const { value, done } = await chunks.next();
    // Ended without a write: the metadata was lost in the function, a plain 200 remains.
    if (done) return held.length === 0 ? held : undefined;
    held = Buffer.concat([held, value]);
    end = held.indexOf(delimiter);
  }
  const head = parseHead(JSON.parse(held.subarray(0, end).toString()));
  if (head) setHead(response, head);
  else for await (const _ of chunks);
  return head && held.subarray(end + delimiter.length);
}

async function sendChunks(
  response: ServerResponse,
  first: Buffer | undefined,
  chunks: AsyncGenerator<Buffer>,
  maxBytes: number,
): Promise<void> {
  // A length that the function announced holds: more is an error here, less is one for the client.
  response.strictContentLength = true;
  let sentBytes = 0;
  const send = async (chunk: Buffer) => {
    sentBytes += chunk.length;
    if (sentBytes > maxBytes) response.socket?.resetAndDestroy();
    if (response.destroyed || chunk.length === 0) return;
    if (!response.write(chunk)) await drained(response);
  };
  if (first) await send(first);
  for await (const chunk of chunks) await send(chunk);
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
