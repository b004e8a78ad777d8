import type { IncomingMessage } from 'node:http';

/**
 * Reads a whole body; undefined when it is larger than `maxBytes`. What is too much is read too, and thrown away: a
 * client that is still sending when the connection closes would never see the answer.
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
