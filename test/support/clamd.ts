import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A stand-in for clamd, which answers to INSTREAM what a test says of the bytes. */
export interface TestClamd {
  /** Its address, for `CLAMD_SOCKET`. */
  readonly socket: string;
  /** How many streams it has answered. */
  scans(): number;
  close(): void;
}

/**
 * Starts a stand-in for clamd. Without an answer, it closes the connection.
 * @param maxBytes its `StreamMaxLength`: it answers and hangs up in the middle of more
 */
export async function startTestClamd(
  answerTo: (bytes: Buffer) => string | undefined,
  { maxBytes = Infinity } = {},
): Promise<TestClamd> {
  let scans = 0;
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let received = Buffer.alloc(0);
    connection.on('error', () => connection.destroy());
    connection.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length > maxBytes) {
        connection.end('INSTREAM size limit exceeded. ERROR\0');
        connection.removeAllListeners('data').resume();
        return;
      }
      const content = streamedIn(received);
      if (!content) return;
      scans += 1;
      const answer = answerTo(content);
      connection.end(answer === undefined ? '' : `${answer}\0`);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on TCP has an AddressInfo; the string form is for pipes.
  const { port } = server.address() as AddressInfo;
  return { socket: `tcp://127.0.0.1:${port}`, scans: () => scans, close: () => server.close() };
}

/** Returns the bytes of a stream, once its end has come. */
function streamedIn(received: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
