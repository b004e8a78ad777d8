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
  /** Ends the request when nobody waits for its answer any more; of no effect once that is there. */
  readonly signal: AbortSignal;
  /** For a connection to be there, TLS included. */
  readonly connectMs: number;
}

/** Raised when a host does not take a connection in time. */
export class ConnectTimeout extends Error {
  override name = 'ConnectTimeout';
}

/** Head of an answer, informational ones included; more is HPE_HEADER_OVERFLOW. */
const maxHeadBytes = 16 * 1024;
/**
 * What a connection says that was closed at the other end while it lay idle, or while Lambda had stopped the process.
 */
const stale = new Set(['ECONNRESET', 'EPIPE']);

/**
 * Sends a request and resolves with the head of its answer. Nothing of the body has been read then, and nothing is
 * decoded. A kept connection that turns out to be closed is replaced by a new one, once: GET and HEAD may be repeated
 * (RFC 9110, section 9.2.2).
 *
 * @throws the error of the socket or the parser, ConnectTimeout, or the signal's reason
 */
export async function sendRequest(sending: OutgoingRequest, agent: Agent): Promise<IncomingMessage> {
  const kept = begin(sending, agent);
  try {
    return await headOf(kept, sending);
  } catch (error) {
    const isStale = error instanceof Error && 'code' in error && stale.has(String(error.code));
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
    response?.destroy(error); // else a reset would be the proper end of a body that has no length
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
