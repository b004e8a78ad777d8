import type { Agent, IncomingMessage } from 'node:http';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { type Address, pathBelow } from './address.ts';
import { type BodyBroken, bodyStream } from './body-stream.ts';
import { InvalidUpstreamResponse, toUpstreamFailed } from './failure.ts';
import { followRedirects } from './follow-redirects.ts';
import { HeadTimer } from './head-timer.ts';
import { forwardedRequestHeaders } from './request-headers.ts';
import { forwardedResponseHeaders } from './response-headers.ts';
import type { OutgoingRequest } from './send-request.ts';
import type { UpstreamSettings } from './settings.ts';

/** A client's request to an upstream. */
export interface UpstreamRequest {
  readonly method: 'GET' | 'HEAD';
  readonly address: Address;
  readonly headers: Headers;
  /** Aborted when the client has disconnected. Once the response is there, the app cancels its body instead. */
  readonly signal: AbortSignal;
  /** The time at which the entry stops waiting for the response, in epoch milliseconds. */
  readonly deadlineAt?: number | undefined;
  /** Called when a body breaks off after it has begun. */
  readonly onBroken: (error: BodyBroken) => void;
}

/** The parts of an upstream's response that may go to the client. */
export interface UpstreamResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  /** Null for HEAD and the statuses without content. */
  readonly body: ReadableStream<Uint8Array> | null;
}

/** An upstream and the connections to it. */
interface UpstreamConnection {
  readonly name: string;
  readonly config: UpstreamSettings;
  readonly agent: Agent;
}

/** The time-out for opening a connection; a slower host is unlikely to accept one at all. */
const connectMs = 5_000;
/** The time before a deadline that is reserved for ending the request and sending the time-out's problem. */
const spareMs = 500;
const readerTimeoutMs = 120_000;
/** The statuses without a body that a final response can have (https://fetch.spec.whatwg.org/#null-body-status). */
const withoutBody = new Set([204, 205, 304]);
/**
 * Statuses that ask for credentials, which belong to the configuration. To the app's own clients, 401 says that their
 * session has ended.
 */
const asksForCredentials = new Set([401, 407]);

/**
 * Sends a request to an upstream, follows its redirects, and resolves at the head of the response.
 *
 * @throws ProblemError for a path that could leave the configured base, UpstreamFailed when there is no response that
 *   the app can pass on
 */
export async function fetchUpstream(
  connection: UpstreamConnection,
  request: UpstreamRequest,
): Promise<UpstreamResponse | undefined> {
  const { name, config, agent } = connection;
  if (request.signal.aborted) return undefined;
  const headTimer = new HeadTimer(waitMs(config, request), request.signal);
  try {
    const response = await followRedirects({ ...toOutgoingRequest(config, request), signal: headTimer.signal }, agent);
    return toUpstreamResponse(response, connection, request);
  } catch (error) {
    if (request.signal.aborted) return undefined;
    throw toUpstreamFailed(name, error);
  } finally {
    headTimer.end();
  }
}

/** Returns the milliseconds to wait for the head; 0 when less than the reserve is left before the deadline. */
function waitMs({ timeoutMs }: UpstreamSettings, { deadlineAt = Number.POSITIVE_INFINITY }: UpstreamRequest): number {
  return Math.max(0, Math.min(timeoutMs, deadlineAt - Date.now() - spareMs));
}

function toOutgoingRequest(
  { url, headers }: UpstreamSettings,
  { method, address, headers: clientHeaders }: UpstreamRequest,
): Omit<OutgoingRequest, 'signal'> {
  const { origin, pathname } = new URL(url);
  const path = pathBelow(pathname.replace(/\/$/, ''), address.path);
  if (path === undefined) throw new ProblemError(new Problem('malformed', 'upstream-path-unsafe'));
  return {
    origin: new URL(origin),
    path: path + address.query,
    method,
    fields: forwardedRequestHeaders(clientHeaders, headers),
    connectMs,
  };
}

function toUpstreamResponse(
  response: IncomingMessage,
  connection: UpstreamConnection,
  request: UpstreamRequest,
): UpstreamResponse {
  try {
    return readResponse(response, connection, request);
  } catch (error) {
    response.destroy(); // the app does not read this body
    throw error;
  }
}

/**
 * Returns the parts of the response for the client.
 * @throws InvalidUpstreamResponse
 */
function readResponse(
  response: IncomingMessage,
  { config }: UpstreamConnection,
  { method, onBroken }: UpstreamRequest,
): UpstreamResponse {
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 599 || asksForCredentials.has(status)) {
    throw new InvalidUpstreamResponse(`An answer with status ${status}.`);
  }
  refuseTransferCoding(response);
  const hasContent = !withoutBody.has(status);
  const fields = forwardedResponseHeaders(response.headers, { access: config.access, hasContent });
  if (hasContent && method === 'GET') {
    const timeouts = { forBytesMs: config.timeoutMs, forReaderMs: readerTimeoutMs };
    return { status, fields, body: bodyStream(response, timeouts, onBroken) };
  }
  response.resume(); // there is nothing to read, and the connection can be used again
  return { status, fields, body: null };
}

/**
 * Rejects transfer codings other than `chunked`, the only one that Node decodes. Transfer-Encoding is hop-by-hop, so
 * the client would get bytes in another coding without its name. The app sends no TE, so no upstream may use one (RFC
 * 9112, section 6.1).
 */
function refuseTransferCoding({ headers }: IncomingMessage): void {
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    throw new InvalidUpstreamResponse(`Transfer-Encoding is ${coding}.`);
}
