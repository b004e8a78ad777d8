import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Intercept } from './http/fault.ts';
import { serve } from './http/serve.ts';
import { Queues } from './queues/queues.ts';

export type { Fault, QueueRequest } from './http/fault.ts';

/** Options for starting a queue server. */
export interface QueueServerOptions {
  /** The port; 0 or absent for a free one. */
  readonly port?: number;
  /** The region of the queues' ARNs; `us-east-1` if absent. */
  readonly region?: string;
  /** Returns the current time, for delays, visibility and retention. */
  readonly clock?: () => Date;
  /** Returns a fault for a request before anything is done with it, to let things go wrong on demand. */
  readonly intercept?: Intercept;
}

/** A running queue server. */
export interface QueueServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Stops listening, and cuts connections. */
  close(): Promise<void>;
}

/** Longer than clients keep an idle connection, so that none closes just before its next request. */
const keepAliveMs = 75_000;

/**
 * Starts a small SQS for tests, on the loopback interface only. It speaks the real protocol; queues and messages are in
 * memory and gone after `close`.
 *
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startQueueServer(options: QueueServerOptions = {}): Promise<QueueServer> {
  const { port = 0, region = 'us-east-1', clock: now = () => new Date(), intercept } = options;
  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of TCP, as it has a port
  const queues = new Queues(region, endpoint);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (incoming, response) => {
    void serve(incoming, response, { queues, now, intercept });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    endpoint: endpoint(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
