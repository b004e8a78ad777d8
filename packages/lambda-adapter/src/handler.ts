import { brokenOff, tooLarge } from './adapter-error.ts';
import { adapterErrorResponse } from './adapter-error-response.ts';
import type { AdapterError, App } from './bindings.ts';
import { beforeDeadline, inTime } from './deadline.ts';
import type { LambdaContext } from './event.ts';
import { type LambdaRequest, readEvent } from './read-event.ts';
import { ResponseBody } from './response-body.ts';
import { createResponseLogLines, type WriteLine } from './response-log-line.ts';
import { bodyBytes, encodeResult, type LambdaResult, maxResultBytes, resultHead } from './result.ts';

/** A Response that is larger than Lambda's limit for one result. */
export interface OversizedResponse {
  readonly request: Request;
  /** Status and headers as the route set them. Its own body is locked: read `body`. */
  readonly response: Response;
  /** The bytes from the first on, by `body.chunks()`. The adapter cancels the unread rest when the spill resolves. */
  readonly body: ResponseBody;
  /** The moment when Lambda stops the function, in epoch milliseconds. */
  readonly cutOffAt: number;
  /**
   * Aborts before `cutOffAt`, with just enough time left to clean up and to answer. The body ends with an error then.
   */
  readonly signal: AbortSignal;
}

/** Replaces an oversized Response by a redirect to its bytes, or by the error that prevents one. */
export type Spill = (oversized: OversizedResponse) => Promise<Response | AdapterError>;

export interface LambdaHandlerOptions {
  /** Without it, the adapter answers an oversized Response with 502. */
  readonly spill?: Spill;
  /**
   * Receives the log line of a request when its response is ready. Requests for which the app has no line are left out.
   */
  readonly writeLine?: WriteLine;
}

export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<LambdaResult>;

/**
 * Creates the Lambda handler of an app, for an HTTP API (payload format 2.0) and a buffered function URL.
 *
 * The body leaves as the bytes that the app produced. The handler rejects with NotHttpEvent for an event that is not a
 * request; everything else is a response: the app's, or the app's form of an adapter error ({@link AdapterError}).
 *
 * ```ts
 * export const handler = createLambdaHandler(app);
 * ```
 */
export function createLambdaHandler(
  app: App,
  { spill = rejectOversized, writeLine }: LambdaHandlerOptions = {},
): LambdaHandler {
  const lines = writeLine && createResponseLogLines(writeLine);
  return async function handler(event, context) {
    const startedAt = performance.now();
    const read = readEvent(event, context);
    const lambdaRequest = lines ? lines.begin(read) : read;
    const outcome = lambdaRequest.env.adapterError ?? (await respond(app, lambdaRequest, spill).catch(brokenOff));
    const result = 'statusCode' in outcome ? outcome : await adapterErrorResult(app, lambdaRequest, outcome);
    lines?.finish(lambdaRequest, () => ({ status: result.statusCode, bytes: bodyBytes(result) }), startedAt);
    return result;
  };
}

function respond(
  app: App,
  { request, env, cutOffAt }: LambdaRequest,
  spill: Spill,
): Promise<LambdaResult | AdapterError> {
  return beforeDeadline(cutOffAt, async (deadline) => {
    const response = await inTime(app.fetch(request, env), deadline);
    const body = new ResponseBody(response, request.method);
    deadline.whenReached((reason) => body.cancel(reason));
    try {
      const result = await toResult(response, body);
      if (result) return result;
      const instead = await toSpilledResult({ request, response, body, cutOffAt, signal: deadline.signal }, spill);
      if (env.logLine && 'statusCode' in instead) env.logLine.spilled = true;
      return instead;
    } finally {
      body.cancel(); // where it has not been read to its end, its source must stop
    }
  });
}

async function toSpilledResult(oversized: OversizedResponse, spill: Spill): Promise<LambdaResult | AdapterError> {
  const instead = await spill(oversized);
  if (!(instead instanceof Response)) return instead;
  const body = new ResponseBody(instead, oversized.request.method);
  try {
    return (await toResult(instead, body)) ?? tooLarge;
  } finally {
    body.cancel();
  }
}

/** Null when it does not fit; the body can still be read from its first byte then. */
async function toResult(response: Response, body: ResponseBody): Promise<LambdaResult | null> {
  if (body.declaredBytes !== null && body.declaredBytes > maxResultBytes) return null;
  const isAll = await body.readPast(maxResultBytes);
  return isAll ? encodeResult(resultHead(response), body.bytes()) : null;
}

async function adapterErrorResult(
  app: App,
  lambdaRequest: LambdaRequest,
  adapterError: AdapterError,
): Promise<LambdaResult> {
  const response = await adapterErrorResponse(app, lambdaRequest, adapterError);
  const result = await toResult(response, new ResponseBody(response, lambdaRequest.request.method));
  if (!result) throw new Error(`The app's error page for ${adapterError.status} is more than Lambda carries.`);
  return result;
}

async function rejectOversized(): Promise<AdapterError> {
  return tooLarge;
}
