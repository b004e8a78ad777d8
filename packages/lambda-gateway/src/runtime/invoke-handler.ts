import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type Invocation, writeFrame } from '../frames.ts';
import { isStreaming } from './awslambda.ts';
import { type Context, toContext } from './context.ts';
import { reportOf } from './error-report.ts';
import type { Handler } from './load-handler.ts';
import { createResponseStream } from './response-stream.ts';

/** Gives one event to the handler and sends its result to the gateway. Never rejects: a failure is an `error` frame. */
export async function invokeHandler(
  handler: Handler,
  eventJson: Buffer,
  invocation: Invocation,
  gateway: Writable,
): Promise<void> {
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  const context = toContext(invocation);
  try {
    const event: unknown = JSON.parse(eventJson.toString());
    if (isStreaming(handler)) await streamResponse(handler, event, context, gateway);
    else writeFrame(gateway, 'result', JSON.stringify(await handler(event, context)) ?? 'null');
  } catch (error) {
    // As AWS's runtime does. A promise that the handler has left behind ends the process first.
    await setImmediate();
    writeFrame(gateway, 'error', JSON.stringify(reportOf(error)));
  }
}

async function streamResponse(handler: Handler, event: unknown, context: Context, gateway: Writable): Promise<void> {
  const { stream, finished, flush } = createResponseStream(gateway);
  try {
    await handler(event, stream, context);
    await finished;
  } catch (error) {
    await flush();
    throw error;
  }
  writeFrame(gateway, 'end');
}
