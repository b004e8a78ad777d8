import type { IncomingMessage } from 'node:http';

/**
 * Reads a whole body, or undefined as soon as it turns out to be larger than `maxBytes`; the rest is then thrown away, so
 * that the client can finish sending and read the answer.
 *
 * @throws Error when the client goes away in the middle
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const tooLarge = () => {
      request.removeAllListeners('data').resume();
      resolve(undefined);
    };
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge();
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > maxBytes) tooLarge();
      else parts.push(part);
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('error', reject);
  });
}
