import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { applyLifecycle } from './buckets/apply-lifecycle.ts';
import { type Intercept, type ServerContext, serve } from './serve.ts';
import type { BucketCredentials } from './signature/signing-key.ts';
import { Buckets } from './storage/buckets.ts';

export type { Fault } from './inject-fault.ts';
export type { BucketRequest } from './request.ts';

/** Options for starting an embedded bucket. */
export interface EmbeddedBucketOptions {
  /** The folder of all stored files; it is made if it is missing. */
  readonly dataDir: string;
  /** The port; 0 or absent for a free one. */
  readonly port?: number;
  /** The address to listen on; the loopback address if absent. In a container whose port is published: `0.0.0.0`. */
  readonly host?: string;
  /** The one key pair that may sign requests. */
  readonly credentials: BucketCredentials;
  /** The region that signatures must be for; `us-east-1` if absent. */
  readonly region?: string;
  /** Returns the current time, for the expiry of signatures, the age of objects and lifecycle rules. */
  readonly clock?: () => Date;
  /** Returns a fault for a request before anything is done with it, to let things go wrong on demand. */
  readonly intercept?: Intercept;
}

/** A running embedded bucket. */
export interface EmbeddedBucket {
  /** `http://127.0.0.1:PORT`; path-style addressing. */
  readonly endpoint: string;
  /** Stops listening, cuts connections and waits until all writes have ended. */
  close(): Promise<void>;
  /** Carries out the lifecycle rules of all buckets now. */
  applyLifecycle(): Promise<void>;
}

/**
 * The unread bytes that a connection may hold. Larger blocks are copied together for nothing, smaller ones stop the
 * connection too often.
 */
const receiveBytes = 256 * 1024;
/** Longer than clients keep an idle connection, so that none closes just before its next request. */
const keepAliveMs = 75_000;
const hourSeconds = 3600;

/**
 * Starts a small S3 for development and tests, on the loopback interface unless `host` says otherwise. It speaks the real protocol, with files
 * on disk.
 *
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startEmbeddedBucket(options: EmbeddedBucketOptions): Promise<EmbeddedBucket> {
  const { credentials, region = 'us-east-1', clock: now = () => new Date(), intercept } = options;
  const buckets = await Buckets.open(join(options.dataDir, 'buckets'));
  const serving: ServerContext = { buckets, region, now, intercept, rules: { credentials, region, now } };
  const { server, settled } = createBucketServer(serving);
  const endpoint = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');

  const lifecycle = async () => {
    for (const bucket of buckets.all) await applyLifecycle(bucket, now());
  };
  const timer = setInterval(() => lifecycle().catch(console.error), hourSeconds * 1000);
  timer.unref();
  return {
    endpoint,
    applyLifecycle: lifecycle,
    async close() {
      clearInterval(timer);
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await settled();
    },
  };
}

function createBucketServer(serving: ServerContext): { server: Server; settled: () => Promise<unknown> } {
  const active = new Set<Promise<void>>();
  const server = createServer({
    highWaterMark: receiveBytes,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: 0, // 5 GB over a slow line take long
  });
  for (const event of ['request', 'checkContinue'] as const) {
    server.on(event, (incoming, response) => {
      const served = serve(incoming, response, serving).finally(() => active.delete(served));
      active.add(served);
    });
  }
  return { server, settled: () => Promise.all(active) };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  // An address of TCP, as `listen` was given a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
