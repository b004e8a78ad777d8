import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AppEnv } from './app-env.ts';

export interface RunningServer {
  readonly http: Server;
  readonly port: number;
  /** Ends every connection and resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves the app on a port (0: a free one).
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function serveApp(
  app: Hono<AppEnv>,
  { port, host }: { port: number; host: string },
): Promise<RunningServer> {
  const adaptor = createAdaptorServer({
    fetch: (request, { incoming }) => {
      const clientAddress = incoming.socket.remoteAddress;
      return app.fetch(request, { ...(clientAddress !== undefined && { clientAddress }) });
    },
  });
  // Without HTTP/2 options the adaptor makes a plain HTTP server.
  const server = adaptor as Server;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    http: server,
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
