/**
 * API Gateway on one machine: the built Lambda bundle behind an HTTP API, or a function URL that streams. It has the
 * limits and errors of the real one.
 */
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { functionUrl, httpApi } from './endpoint-type.ts';
import { gatewayErrorBytes } from './gateway-error.ts';
import { handleRequest } from './handle-request.ts';
import { type InvocationFacts, LambdaFunction } from './lambda-function.ts';
import { awsLimits, type Limits } from './limits.ts';

/** Options for starting a gateway. */
export interface GatewayOptions {
  /** Path of the bundle, `dist/lambda.mjs`. */
  bundle: string;
  /** The name of the exported handler; default `handler`. */
  handler?: string;
  /** The function's environment variables. Lambda's own are added, and of this process's only PATH. */
  environment: Record<string, string>;
  /** The port; by default any free one. */
  port?: number;
  /** The address to listen on; default `127.0.0.1`. */
  host?: string;
  /** True for a `Host` of the gateway; others are refused. By default it answers under all. */
  isOwnHost?: (host: string) => boolean;
  /** The number of events at a time, each in a process of its own; default 2. */
  processes?: number;
  /** True for a function URL with invoke mode RESPONSE_STREAM instead of an HTTP API; default false. */
  stream?: boolean;
  /** True when processes are stopped between events, as on Lambda; default true. */
  freeze?: boolean;
  /** The function's own timeout; default 29 s behind an HTTP API, five minutes behind a function URL. */
  timeoutMs?: number;
  /** Megabytes, which the function is told and which limit its heap. Default 1,024. */
  memoryMb?: number;
  /** Receives the facts of each invocation after its end. */
  onInvocation?: (facts: InvocationFacts) => void;
  /** Receives the function's output and Lambda's own log lines; default standard error. */
  log?: Writable;
  /** Replaces limits of AWS, for tests that would take long. */
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
  const endpoint = options.stream ? functionUrl : httpApi;
  const log = options.log ?? process.stderr;
  const isOwnHost = options.isOwnHost ?? (() => true);
  const lambda = new LambdaFunction({
    bundle,
    handler: options.handler ?? 'handler',
    environment: options.environment,
    memoryMb: options.memoryMb ?? 1024,
    timeoutMs: options.timeoutMs ?? endpoint.defaultTimeoutMs,
    processes: options.processes ?? 2,
    freeze: options.freeze ?? true,
    stream: options.stream ?? false,
    responseBytes: limits.responseBytes,
    initTimeoutMs: limits.initTimeoutMs,
    waitingRequests: limits.waitingRequests,
    onInvocation: options.onInvocation ?? (() => {}),
    log,
  });
  // Larger than the gateway's own limit, so that it refuses a large head itself, with API Gateway's body.
  const server = createServer({ maxHeaderSize: 4 * limits.headBytes, keepAliveTimeout: 75_000 });
  server.on('request', (request, response) => {
    handleRequest(request, response, { endpoint, limits, lambda, isOwnHost }).catch((error) => {
      // The client is gone, or the gateway has a defect: in both cases there is no response to send.
      if (!request.destroyed) log.write(`The gateway failed: ${error instanceof Error ? error.stack : error}\n`);
      response.destroy();
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const gatewayError = error.code === 'HPE_HEADER_OVERFLOW' ? 'head-too-large' : 'bad-request';
    if (socket.writable) socket.end(gatewayErrorBytes(endpoint.errors[gatewayError]));
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
