import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A stand-in for clamd, on a port of this machine. */
export interface TestClamd {
  readonly socket: string;
  /** The numbers of bytes that it was sent, in their order. */
  readonly scanned: number[];
  close(): Promise<void>;
}

/** What it finds in every file that has these bytes in it. */
export const signature = 'Test.Signature';
export const malware = 'these bytes are malware to the stand-in';

/**
 * Starts a stand-in that speaks INSTREAM as clamd does.
 * @param maxBytes its `StreamMaxLength`: it answers and hangs up in the middle of more
 */
export async function startTestClamd({ maxBytes = Infinity } = {}): Promise<TestClamd> {
  const scanned: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const answer = answerTo(received, maxBytes, scanned);
      if (answer !== undefined) socket.end(`${answer}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  return {
    socket: `tcp://127.0.0.1:${address.port}`,
    scanned,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Returns the answer once there is one. */
function answerTo(received: Buffer, maxBytes: number, scanned: number[]): string | undefined {
  if (received.subarray(0, 9).toString() === 'zVERSION\0') return 'ClamAV 1.4.3/27000/Mon Jan  5 09:00:00 2026';
  const command = 'zINSTREAM\0';
  if (received.subarray(0, command.length).toString() !== command.slice(0, received.length)) return 'UNKNOWN COMMAND';
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) {
      const content = Buffer.concat(chunks);
      scanned.push(content.length);
      return content.includes(malware) ? `stream: ${signature} FOUND` : 'stream: OK';
    }
    chunks.push(received.subarray(at + 4, at + 4 + length));
    if (chunks.reduce((sum, chunk) => sum + chunk.length, 0) > maxBytes) return 'INSTREAM size limit exceeded. ERROR';
    at += 4 + length;
  }
  return undefined;
}
