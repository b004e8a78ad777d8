import type { IncomingMessage } from 'node:http';

/**
 * Reads a whole body; returns undefined when it is larger than `maxBytes`. It reads and discards the excess: a client
 * that is still sending when the connection closes would never see the response.
 *
 * @throws Error when the client goes away in the middle
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes <= maxBytes) parts.push(part);
    else parts.length = 0;
  }
  return bytes <= maxBytes ? Buffer.concat(parts) : undefined;
}
