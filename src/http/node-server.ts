import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { isOwnUrl } from '../values/own-address.ts';
import type { AppEnv } from './app-env.ts';

export interface RunningServer {
  readonly http: Server;
  readonly port: number;
  /** Ends every connection and resolves when the port is free. */
  close(): Promise<void>;
}

type AdapterError = NonNullable<AppEnv['Bindings']['adapterError']>;

/**
 * Serves the app on a port (0: a free one). The app responds to requests that Node or the adapter would refuse with a
 * bare status, so that these responses have the app's headers, representations and log too.
 * @param publicUrl the only address at which the app responds; without it, at any
 * @throws Error with code EADDRINUSE when the port is taken
 */
export async function serveApp(
  app: Hono<AppEnv>,
  { port, host, publicUrl }: { port: number; host: string; publicUrl?: string },
): Promise<RunningServer> {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const { remoteAddress: clientAddress } = incoming.socket;
      const adapterError = findAdapterError(request.url, incoming, publicUrl);
      return app.fetch(request, {
        ...(clientAddress !== undefined && { clientAddress }),
        ...(adapterError && { adapterError }),
      });
    },
    // A name for requests that have none, which `findAdapterError` knows.
    { hostname: 'localhost', errorHandler: (error) => askAppForError(app, toAdapterError(error)) },
  );
  const server = createServer({ requireHostHeader: false }, listener);
  // A server may ignore an unknown expectation (RFC 9110, section 10.1.1).
  server.on('checkExpectation', listener);
  answerBrokenRequests(server, (adapterError) => askAppForError(app, adapterError));
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

/**
 * Returns the error for a request to another host name than ours. A site whose name resolves to this machine would be
 * of our origin to a browser (DNS rebinding). Monitors and load balancers, which know an address only, may request the
 * health check; those that speak HTTP/1.0, without any name.
 * @see RFC 9110, section 7.4, and RFC 9112, section 3.2
 */
function findAdapterError(
  url: string,
  { rawHeaders, headers, httpVersion }: Pick<IncomingMessage, 'rawHeaders' | 'headers' | 'httpVersion'>,
  publicUrl: string | undefined,
): AdapterError | undefined {
  const names = rawHeaders.filter((_text, index) => index % 2 === 0);
  if (names.filter((name) => name.toLowerCase() === 'host').length > 1)
    return { status: 400, detail: 'The request names more than one host.' };
  const isHealth = /^\/health(?:\/|$)/.test(new URL(url).pathname);
  if (!headers.host) return isHealth && httpVersion === '1.0' ? undefined : hostMissing;
  if (publicUrl === undefined || isOwnUrl(url, publicUrl) || isHealth) return undefined;
  return {
    status: 421,
    detail: `This app responds at ${publicUrl} only. Its operator can change that: PUBLIC_URL.`,
  };
}

const hostMissing: AdapterError = { status: 400, detail: 'The request has no host, or an address that cannot be one.' };

/** Converts the adapter's errors, which are about the request's address; it raises no others. */
function toAdapterError(error: unknown): AdapterError {
  if (error instanceof RequestError) return hostMissing;
  return { status: 500, detail: 'Something went wrong on our side. Try again.', cause: error };
}

/** Gets the app's error response where there is no request, in the way of the other entries. */
async function askAppForError(app: Hono<AppEnv>, adapterError: AdapterError): Promise<Response> {
  return app.fetch(new Request('http://localhost/'), { adapterError });
}

/**
 * Responds, on the bare connection, to bytes that Node's parser cannot read, unless a response has begun there.
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
function answerBrokenRequests(server: Server, ask: (adapterError: AdapterError) => Promise<Response>): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }: IncomingMessage, outgoing: ServerResponse) => {
    latest.set(socket, outgoing);
  });
  server.on('clientError', async ({ code }: NodeJS.ErrnoException, socket) => {
    const outgoing = latest.get(socket);
    const isUnderWay = outgoing !== undefined && !outgoing.writableFinished;
    // The reader of the body responds to, and logs, a client that disconnects in the middle of it.
    const isAnswered = isUnderWay && (outgoing.headersSent || code === 'HPE_INVALID_EOF_STATE');
    const response = isAnswered || !socket.writable ? undefined : await ask(brokenRequest(code));
    if (response && socket.writable) socket.end(await rawAnswer(response), () => socket.destroy());
    else socket.destroy();
  });
}

function brokenRequest(code: string | undefined): AdapterError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return {
      status: 431,
      detail: 'The address and the headers of the request are too large. Delete cookies and try again.',
    };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, detail: 'The request took too long to arrive. Try again.' };
  return { status: 400, detail: 'The request is not valid HTTP.' };
}

/** Returns the response as HTTP/1.1 writes it, with the end of the connection behind it (RFC 9112, section 4). */
async function rawAnswer(response: Response): Promise<string> {
  const body = await response.text();
  const { status, headers } = response;
  const fields = { ...Object.fromEntries(headers), connection: 'close', 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
