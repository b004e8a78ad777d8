import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { UpstreamSettings } from '../../src/upstream/settings.ts';

/** A server that is asked as an upstream, until the test that is running ends. */
export interface FakeUpstream {
  readonly origin: string;
  /** As UPSTREAMS has it: anyone may ask, and it must answer within five seconds. */
  config(parts?: Partial<UpstreamSettings>): UpstreamSettings;
  close(): Promise<void>;
}

/** Starts an upstream that speaks HTTP. */
export async function startUpstream(listener: RequestListener): Promise<FakeUpstream> {
  return untilTestEnds(await listen(createServer(listener)));
}

/** A listener that sends without end, as fast as it can, and says how much it has sent. */
export function sendingForever(): { listener: RequestListener; sentBytes(): number } {
  const block = Buffer.alloc(1024 ** 2);
  let sentBytes = 0;
  return {
    sentBytes: () => sentBytes,
    listener: (_request, response) => {
      const send = () => {
        do sentBytes += block.length;
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', send);
      send();
    },
  };
}

/** Starts an upstream that sends these bytes for each request, then runs `then` on the connection. */
export async function startLiar(
  says: string | Buffer,
  then: (socket: Socket) => void = () => {},
): Promise<FakeUpstream> {
  return startTcpUpstream((socket) => {
    socket.once('data', () => socket.write(says, () => then(socket)));
  });
}

/** Starts an upstream that handles each connection itself. */
export async function startTcpUpstream(onConnection: (socket: Socket) => void): Promise<FakeUpstream> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {}); // the other side may go away at any time
    onConnection(socket);
  });
  return untilTestEnds(await listen(server));
}

/** Starts an upstream that the caller closes. */
export async function listen(server: Server): Promise<FakeUpstream> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on TCP has an AddressInfo; the string form is for pipes.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    config: (parts) => ({ url: `${origin}/v1`, headers: {}, access: 'anyone', timeoutMs: 5_000, ...parts }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function untilTestEnds(upstream: FakeUpstream): FakeUpstream {
  onTestFinished(() => upstream.close());
  return upstream;
}
