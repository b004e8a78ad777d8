/**
 * API Gateway on one machine: an HTTP API (or a function URL that streams) in front of the built Lambda bundle, with
 * the edges of the real one.
 */
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { functionUrl, httpApi } from './endpoint-type.ts';
import { entries } from './entries.ts';
import { gatewayErrorBytes } from './gateway-error.ts';
import { handleRequest } from './handle-request.ts';
import { type InvocationFacts, LambdaFunction } from './lambda-function.ts';
import { awsLimits, type Limits } from './limits.ts';

/** How the gateway is started. */
export interface GatewayOptions {
  /** Path of the bundle, `dist/lambda.mjs`. */
  bundle: string;
  /** The name of the exported handler; default `handler`. */
  handler?: string;
  /** The function's environment variables; Lambda's own are added, and nothing of this process's but PATH. */
  environment: Record<string, string>;
  /** Default: any free one. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** True for a `Host` under which the gateway answers; others are refused. Default: it answers under all. */
  isOwnHost?: (host: string) => boolean;
  /** How many events at a time, each in a process of its own; default 2. */
  processes?: number;
  /** A function URL with invoke mode RESPONSE_STREAM instead of an HTTP API; default false. */
  stream?: boolean;
  /** Whether processes are stopped between events, as on Lambda; default true. */
  freeze?: boolean;
  /** The function's own timeout; default that of the entry behind this kind of gateway. */
  timeoutMs?: number;
  /** Megabytes; told to the function, and the limit of its heap. Default 1,024. */
  memoryMb?: number;
  /** Called after each invocation. */
  onInvocation?: (facts: InvocationFacts) => void;
  /** Takes what the function prints and what Lambda would log; default standard error. */
  log?: Writable;
  /** Other limits than those of AWS, for tests that would take long. */
  limits?: Partial<Limits>;
}

/** A running gateway. */
export interface Gateway {
  /** For example `http://127.0.0.1:3001`. */
  url: string;
  /** Ends connections and processes and resolves when they are gone. */
  close(): Promise<void>;
}

/**
 * Starts a gateway. The first request starts the first process.
 *
 * @throws Error when there is no bundle, or the port is taken (`code` is `EADDRINUSE`)
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const bundle = resolve(options.bundle);
  await access(bundle).catch((cause) => {
    throw new Error(`There is no bundle at ${bundle}; build it first: npm run build`, { cause });
  });
  const limits = { ...awsLimits, ...options.limits };
  const door = options.stream ? functionUrl : httpApi;
  const log = options.log ?? process.stderr;
  const isOwnHost = options.isOwnHost ?? (() => true);
  const lambda = new LambdaFunction({
    bundle,
    handler: options.handler ?? 'handler',
    environment: options.environment,
    memoryMb: options.memoryMb ?? 1024,
    timeoutMs: options.timeoutMs ?? (options.stream ? entries.functionUrl : entries.httpApi).timeoutMs,
    processes: options.processes ?? 2,
    freeze: options.freeze ?? true,
    stream: options.stream ?? false,
    responseBytes: limits.responseBytes,
    initTimeoutMs: limits.initTimeoutMs,
    waitingRequests: limits.waitingRequests,
    onInvocation: options.onInvocation ?? (() => {}),
    log,
  });
  // Large enough that it is we who refuse a head, with the body that API Gateway gives.
  const server = createServer({ maxHeaderSize: 4 * limits.headBytes, keepAliveTimeout: 75_000 });
  server.on('request', (request, response) => {
    handleRequest(request, response, { door, limits, lambda, isOwnHost }).catch((error) => {
      // The client is gone, or it is a defect of ours: either way there is nobody to answer.
      if (!request.destroyed) log.write(`The gateway failed: ${error instanceof Error ? error.stack : error}\n`);
      response.destroy();
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const refusal = error.code === 'HPE_HEADER_OVERFLOW' ? 'head-too-large' : 'bad-request';
    if (socket.writable) socket.end(gatewayErrorBytes(door.refusals[refusal]));
    else socket.destroy();
  });
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  return {
    url: urlOf(server),
    async close() {
      server.close();
      server.closeAllConnections();
      await lambda.close();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

function urlOf(server: Server): string {
  // A server that listens on TCP has an AddressInfo; the string form is for pipes.
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
