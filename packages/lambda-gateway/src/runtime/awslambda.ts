/**
 * The global `awslambda`, as Lambda's Node.js runtime has it.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html and, for facts beyond that page,
 * the runtime itself: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
import type { ResponseStream } from './response-stream.ts';

const streamingMark = Symbol.for('aws.lambda.runtime.handler.streaming');

/** The content type of a stream that has JSON metadata and eight NUL bytes before the body. */
export const integrationContentType = 'application/vnd.awslambda.http-integration-response';

/** Makes `awslambda.streamifyResponse` and `awslambda.HttpResponseStream.from` known to the bundle. */
export function installAwslambda(): void {
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream: { from: withMetadata } } });
}

/** True for a handler that was passed through `streamifyResponse`. */
export function isStreaming(handler: object): boolean {
  return Reflect.get(handler, streamingMark) === 'response';
}

function streamifyResponse<Handler extends object>(handler: Handler): Handler {
  Reflect.set(handler, streamingMark, 'response');
  return handler;
}

/**
 * Puts status, headers and cookies before the first write. As on Lambda, `end()` alone is no write: the metadata is
 * lost (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/97), so write something first, even
 * ''.
 */
function withMetadata(stream: ResponseStream, metadata: unknown): ResponseStream {
  stream.setContentType(integrationContentType);
  stream._onBeforeFirstWrite = (write) => {
    write(JSON.stringify(metadata));
    write(new Uint8Array(8));
  };
  return stream;
}
