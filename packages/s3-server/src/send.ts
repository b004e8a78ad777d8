import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answer.ts';

/**
 * The largest rest of a refused body that is read. Without reading it, the client sees a broken connection instead of
 * the response.
 */
const maxUnwantedBytes = 4 * 1024 ** 2;
const maxUnwantedMs = 1000;

/** Sends a response. After an unread request body it closes the connection. */
export async function send(
  incoming: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body }: Answer,
): Promise<void> {
  try {
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body?.length;
    response.writeHead(status, {
      ...Object.fromEntries(given),
      ...(length !== undefined && { 'content-length': length }),
      ...(length === undefined &&
        status !== 204 &&
        status !== 304 &&
        !('content-length' in headers) && { 'content-length': 0 }),
      ...(!incoming.complete && { connection: 'close' }),
    });
    if (body === undefined || incoming.method === 'HEAD') {
      response.end();
    } else if (typeof body === 'object') {
      await pipeline(body.bytes, response);
    } else {
      response.write(body);
      if (!incoming.complete) await discard(incoming);
      response.end();
    }
  } finally {
    if (typeof body === 'object') await body.release();
  }
}

/**
 * Reads and discards a little of the body. Closing with bytes unread would reset the connection, and the client might
 * never see the response.
 */
async function discard(incoming: IncomingMessage): Promise<void> {
  if (incoming.headers.expect !== undefined) return; // the client waits for 100 Continue before it sends
  incoming.removeAllListeners('readable'); // the reader of this body has given up
  let bytes = 0;
  const enough = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) incoming.once(event, () => resolve());
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxUnwantedBytes) resolve();
    });
    incoming.resume();
  });
  await Promise.race([enough, delay(maxUnwantedMs, undefined, { ref: false })]);
}
