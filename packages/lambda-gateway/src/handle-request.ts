import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EndpointType } from './endpoint-type.ts';
import { toEvent } from './event.ts';
import { type GatewayError, sendGatewayError } from './gateway-error.ts';
import type { InvocationResult } from './invocation-result.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { Limits } from './limits.ts';
import { readBody } from './request-body.ts';
import { parseResult } from './result.ts';
import { sendResult } from './send-result.ts';
import { sendStream } from './send-stream.ts';

/** The endpoint, its limits and its function. */
export interface GatewayContext {
  endpoint: EndpointType;
  limits: Limits;
  lambda: LambdaFunction;
  isOwnHost: (host: string) => boolean;
}

/** Answers one request: checks its size, makes the event, invokes the function and sends its result. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { endpoint, limits, lambda, isOwnHost }: GatewayContext,
): Promise<void> {
  const requestId = endpoint.newRequestId();
  response.setHeader(endpoint.requestIdHeader, requestId);
  const sendError = (gatewayError: GatewayError) => sendGatewayError(response, endpoint.errors[gatewayError]);

  const body = await readBody(request, endpoint.hasGatewayLimits ? limits.requestBytes : limits.eventBytes);
  if (headBytesOf(request) > limits.headBytes) return sendError('head-too-large');
  if (!/^(\/|https?:\/\/)/i.test(request.url ?? '')) return sendError('bad-request');
  if (!isOwnHost(request.headers.host ?? '')) return sendError('unknown-host');
  if (!body) return sendError('body-too-large');

  const now = Date.now();
  const traceId = request.headers['x-amzn-trace-id']?.toString() ?? newTraceId(now);
  const { decodesPath: decodePath, domainName } = endpoint;
  const event = toEvent(request, body, { requestId, traceId, decodePath, domainName, now });
  const eventJson = Buffer.from(JSON.stringify(event));
  if (eventJson.length > limits.eventBytes) return sendError('event-too-large');

  // Behind a function URL both ids are the same.
  const ids = { requestId: endpoint.hasGatewayLimits ? randomUUID() : requestId, traceId };
  const timeoutMs = endpoint.hasGatewayLimits ? limits.integrationTimeoutMs : undefined;
  const outcome = await within(timeoutMs, (signal) => lambda.invoke(eventJson, ids, signal));
  const gatewayError = await deliver(response, outcome, endpoint, limits);
  if (gatewayError) sendError(gatewayError);
}

/** "Total combined size of request line and header values": node gives both as latin1, a character a byte. */
function headBytesOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): number {
  const line = `${method} ${url} HTTP/${httpVersion}`;
  return rawHeaders.reduce((bytes, text, index) => (index % 2 === 1 ? bytes + text.length : bytes), line.length);
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function newTraceId(now: number): string {
  return `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
}

/** Runs an invocation; after `timeoutMs` the client waits no longer, while the function itself goes on. */
async function within(
  timeoutMs: number | undefined,
  invoke: (signal: AbortSignal) => Promise<InvocationResult>,
): Promise<InvocationResult | { kind: 'timed-out' }> {
  const waiting = new AbortController();
  const outcome = invoke(waiting.signal);
  if (timeoutMs === undefined) return outcome;
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<{ kind: 'timed-out' }>((resolve) => {
    timer = setTimeout(() => {
      waiting.abort();
      resolve({ kind: 'timed-out' });
    }, timeoutMs);
  });
  return Promise.race([outcome, timedOut]).finally(() => clearTimeout(timer));
}

/** Sends an outcome, or says why it cannot be sent. */
async function deliver(
  response: ServerResponse,
  outcome: InvocationResult | { kind: 'timed-out' },
  endpoint: EndpointType,
  limits: Limits,
): Promise<GatewayError | undefined> {
  if (outcome.kind === 'timed-out') return 'integration-timeout';
  if (outcome.kind === 'throttled') return 'throttled';
  if (outcome.kind === 'failed') return 'function-failed';
  if (outcome.kind === 'stream') {
    return (await sendStream(response, outcome, limits.streamBytes)) ? undefined : 'function-failed';
  }
  const result = parseResult(outcome.json, endpoint.defaultContentType);
  if (!result) return 'function-failed';
  try {
    sendResult(response, result);
  } catch {
    return 'function-failed';
  }
  return undefined;
}
