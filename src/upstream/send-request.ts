import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';

/** One request on one connection. */
export interface OutgoingRequest {
  readonly origin: URL;
  /** With its query; sent as it is. */
  readonly path: string;
  readonly method: 'GET' | 'HEAD';
  readonly fields: Readonly<Record<string, string>>;
  /** Ends the request when the client no longer waits; without effect once the response is there. */
  readonly signal: AbortSignal;
  /** The limit until the connection is open, TLS included. */
  readonly connectMs: number;
}

/** Raised when a host does not accept a connection in time. */
export class ConnectTimeout extends Error {
  override name = 'ConnectTimeout';
}

/** The largest head of a response, informational ones included; a larger one fails with HPE_HEADER_OVERFLOW. */
const maxHeadBytes = 16 * 1024;
/** The error codes of an idle connection that the other end has closed, also while Lambda had stopped the process. */
const staleErrorCodes = new Set(['ECONNRESET', 'EPIPE']);

/**
 * Sends a request and resolves with the head of its response, before any of the body is read. It decodes nothing. A
 * kept connection that turns out to be closed is replaced by a new one, once: GET and HEAD may be repeated (RFC 9110,
 * section 9.2.2).
 *
 * @throws the error of the socket or the parser, ConnectTimeout, or the signal's reason
 */
export async function sendRequest(sending: OutgoingRequest, agent: Agent): Promise<IncomingMessage> {
  const kept = begin(sending, agent);
  try {
    return await headOf(kept, sending);
  } catch (error) {
    const isStale = error instanceof Error && 'code' in error && staleErrorCodes.has(String(error.code));
    if (!kept.reusedSocket || !isStale || sending.signal.aborted) throw error;
    return headOf(begin(sending, false), sending);
  }
}

function begin({ origin, path, method, fields }: OutgoingRequest, agent: Agent | false): ClientRequest {
  const send = origin.protocol === 'https:' ? httpsRequest : httpRequest;
  const { protocol, hostname, port } = urlToHttpOptions(origin);
  const to = { protocol, hostname, port, path };
  return send({ ...to, method, headers: fields, agent, maxHeaderSize: maxHeadBytes }).end();
}

function headOf(request: ClientRequest, { signal, connectMs }: OutgoingRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const giveUp = () => request.destroy(reasonOf(signal));
  const stopWaiting = limitConnecting(request, connectMs);
  let response: IncomingMessage | undefined;
  request.once('response', (begun) => {
    response = begun;
    resolve(begun);
  });
  request.on('error', (error) => {
    reject(error);
    response?.destroy(error); // otherwise a reset would be the proper end of a body without a length
  });
  request.once('close', () => reject(new Error('The connection ended without an answer.'))); // after 101, for example
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  return promise.finally(() => {
    stopWaiting();
    signal.removeEventListener('abort', giveUp);
  });
}

function limitConnecting(request: ClientRequest, connectMs: number): () => void {
  const timer = setTimeout(() => request.destroy(new ConnectTimeout(`No connection in ${connectMs} ms.`)), connectMs);
  const stop = () => clearTimeout(timer);
  request.once('socket', (socket) => {
    if (!socket.connecting) stop();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
  });
  return stop;
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
