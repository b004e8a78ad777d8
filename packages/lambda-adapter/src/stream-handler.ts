import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brokenOff } from './adapter-error.ts';
import { adapterErrorResponse } from './adapter-error-response.ts';
import type { App } from './bindings.ts';
import { outliveErrorsOf } from './broken-stream.ts';
import { beforeDeadline, type Deadline, inTime } from './deadline.ts';
import type { LambdaContext } from './event.ts';
import { type LambdaRequest, readEvent } from './read-event.ts';
import { ResponseBody } from './response-body.ts';
import { createResponseLogLines, type WriteLine } from './response-log-line.ts';
import { type ResultHead, resultHead } from './result.ts';

export interface LambdaStreamHandlerOptions {
  /**
   * Receives the log line of a request when its response has left or broken off. Requests for which the app has no line
   * are left out.
   */
  readonly writeLine?: WriteLine;
}

/** A handler that writes its response. `awslambda.streamifyResponse` makes it, and marks it for the runtime. */
export type StreamHandler = (event: unknown, out: Writable, context: LambdaContext) => Promise<void>;

/**
 * The used members of the global `awslambda` of Lambda's Node runtime.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
interface StreamingRuntime {
  streamifyResponse(handler: StreamHandler): StreamHandler;
  HttpResponseStream: { from(out: Writable, head: ResultHead): Writable };
}

declare global {
  var awslambda: StreamingRuntime | Record<string, never> | undefined;
}

/**
 * Creates the Lambda handler of an app for a function URL with `RESPONSE_STREAM`.
 *
 * Bytes leave as they are produced and no faster than they are taken. An error before the first byte is answered like
 * in the buffered handler. A later error, or the end of the function's time, destroys the stream and the invocation, so
 * that the client sees a broken transfer and never a short file that looks whole; the process lives on ({@link
 * outliveErrorsOf}).
 *
 * Outside of Lambda's runtime it can be made, since one bundle has both entries, but not called.
 */
export function createLambdaStreamHandler(app: App, { writeLine }: LambdaStreamHandlerOptions = {}): StreamHandler {
  const runtime = globalThis.awslambda;
  if (!runtime || !isStreaming(runtime)) return rejectOutsideLambda;
  const lines = writeLine && createResponseLogLines(writeLine);
  return runtime.streamifyResponse(async function streamHandler(event, out, context) {
    const startedAt = performance.now();
    outliveErrorsOf(out);
    const read = readEvent(event, context);
    const lambdaRequest = lines ? lines.begin(read) : read;
    await beforeDeadline(lambdaRequest.cutOffAt, async (deadline) => {
      const { response, body } = await startResponse(app, lambdaRequest, deadline);
      const left = () => ({ status: response.status, bytes: body.readBytes });
      try {
        const stream = runtime.HttpResponseStream.from(out, resultHead(response));
        await sendHead(stream);
        // Past the deadline this sends the adapterError, for which the reserve is.
        await pipeline(body.chunks(), stream, deadline.reason ? {} : { signal: deadline.signal });
      } catch (error) {
        lines?.finish(lambdaRequest, () => ({ ...left(), brokenOff: true }), startedAt);
        throw error;
      }
      lines?.finish(lambdaRequest, left, startedAt);
    });
  });
}

interface StartedResponse {
  readonly response: Response;
  readonly body: ResponseBody;
}

/** A Response after its first bytes, so that its status can be promised. */
async function startResponse(app: App, lambdaRequest: LambdaRequest, deadline: Deadline): Promise<StartedResponse> {
  const { request, env } = lambdaRequest;
  if (env.adapterError) return startBody(await adapterErrorResponse(app, lambdaRequest, env.adapterError), request);
  try {
    return await startBody(await inTime(app.fetch(request, env), deadline), request, deadline);
  } catch (error) {
    return startBody(await adapterErrorResponse(app, lambdaRequest, brokenOff(error)), request);
  }
}

async function startBody(response: Response, request: Request, deadline?: Deadline): Promise<StartedResponse> {
  const body = new ResponseBody(response, request.method);
  deadline?.whenReached((reason) => body.cancel(reason));
  await body.readPast(0);
  return { response, body };
}

/**
 * Sends status and headers, which go out with the first write, even of nothing; resolves when they have left. Lambda
 * would wait for the answer of a stream that was destroyed before.
 */
function sendHead(stream: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write('', (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * True inside Lambda's runtime. Elsewhere a library may have made the global for data of its own, such as AWS's
 * InvokeStore.
 */
function isStreaming(runtime: StreamingRuntime | Record<string, never>): runtime is StreamingRuntime {
  return 'streamifyResponse' in runtime && typeof runtime.streamifyResponse === 'function';
}

function rejectOutsideLambda(): Promise<never> {
  return Promise.reject(
    new Error(
      'streamHandler needs the global awslambda of the Lambda runtime and a function URL with RESPONSE_STREAM.',
    ),
  );
}
