import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { applyLifecycle } from './buckets/apply-lifecycle.ts';
import { type Intercept, type ServerContext, serve } from './serve.ts';
import type { BucketCredentials } from './signature/signing-key.ts';
import { Buckets } from './storage/buckets.ts';

export type { Fault } from './inject-fault.ts';
export type { BucketRequest } from './request.ts';

/** How to start an embedded bucket. */
export interface EmbeddedBucketOptions {
  /** Everything that is stored stays below this folder; it is made if it is missing. */
  readonly dataDir: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** The one pair that may sign requests. */
  readonly credentials: BucketCredentials;
  /** The region that signatures must be for; `us-east-1` if absent. */
  readonly region?: string;
  /** What time it is: for the expiry of signatures, the age of objects and lifecycle rules. */
  readonly clock?: () => Date;
  /** Asked about every request before anything is done with it, to let things go wrong on demand. */
  readonly intercept?: Intercept;
  /** How often lifecycle rules are carried out; hourly if absent. */
  readonly lifecycleIntervalSeconds?: number;
}

/** A running embedded bucket. */
export interface EmbeddedBucket {
  /** `http://127.0.0.1:PORT`; path-style addressing. */
  readonly endpoint: string;
  /** Stops listening, cuts connections and waits until nothing is written any more. */
  close(): Promise<void>;
  /** Carries out the lifecycle rules of all buckets now. */
  applyLifecycle(): Promise<void>;
}

/**
 * How much of a body may wait to be read: larger blocks are copied together for nothing, smaller ones stop the
 * connection too often.
 */
const receiveBytes = 256 * 1024;
/** Longer than clients keep a connection for the next request, so that none is closed just when it is used again. */
const keepAliveMs = 75_000;
const hourSeconds = 3600;

/**
 * Starts a small S3 for development and tests: the real protocol, with files on disk, on the loopback interface only.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startEmbeddedBucket(options: EmbeddedBucketOptions): Promise<EmbeddedBucket> {
  const { credentials, region = 'us-east-1', clock: now = () => new Date(), intercept } = options;
  const buckets = await Buckets.open(join(options.dataDir, 'buckets'));
  const serving: ServerContext = { buckets, region, now, intercept, rules: { credentials, region, now } };
  const { server, settled } = createBucketServer(serving);
  const endpoint = await listen(server, options.port ?? 0);

  const lifecycle = async () => {
    for (const bucket of buckets.all) await applyLifecycle(bucket, now());
  };
  const timer = setInterval(
    () => lifecycle().catch(console.error),
    (options.lifecycleIntervalSeconds ?? hourSeconds) * 1000,
  );
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

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  // An address of TCP, as `listen` was given a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
