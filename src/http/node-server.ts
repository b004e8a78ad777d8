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
 * Serves the app on a port (0: a free one). What Node or the adaptor would refuse with a bare status is refused by the
 * app, so that such answers have our headers, our form and our log too.
 * @param publicUrl the only address at which the app answers; without it, at any
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
  // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
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
 * Refuses what comes under another name than ours: a site that has its name lead to this machine would be of our origin
 * to a browser (DNS rebinding). Monitors and load balancers, which know an address only, may ask for our health, those
 * that speak HTTP/1.0 without any name.
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
    detail: `This app is found at ${publicUrl} only. Whoever runs it can change that: PUBLIC_URL.`,
  };
}

const hostMissing: AdapterError = { status: 400, detail: 'The request has no host, or an address that cannot be one.' };

/** The adaptor's errors are about the request's address; no others are expected. */
function toAdapterError(error: unknown): AdapterError {
  if (error instanceof RequestError) return hostMissing;
  return { status: 500, detail: 'Something went wrong on our side. Try again.', cause: error };
}

/** Asks the app for its answer to a request that there is not, in the way of the other entries. */
async function askAppForError(app: Hono<AppEnv>, adapterError: AdapterError): Promise<Response> {
  return app.fetch(new Request('http://localhost/'), { adapterError });
}

/**
 * Answers what Node's parser cannot read, on the bare connection, unless an answer has begun there.
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
    // Who goes away in the middle of a body is answered, and logged, by who reads the body.
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

/** Returns the answer as HTTP/1.1 writes it, with the end of the connection behind it (RFC 9112, section 4). */
async function rawAnswer(response: Response): Promise<string> {
  const body = await response.text();
  const { status, headers } = response;
  const fields = { ...Object.fromEntries(headers), connection: 'close', 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
