/**
 * A runtime client that streams responses: it takes events from the Runtime API, and sends the handler's output.
 *
 * It treats the errors of a stream as AWS's own does (aws-lambda-ric 4.0.2, `createResponseStream` and
 * `StreamingInvokeProcessor`): an error of the request rejects two promises. One of them is awaited only where the
 * handler succeeds, the other one never. Source: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
import { type ClientRequest, get, type IncomingMessage, request } from 'node:http';
import { pathToFileURL } from 'node:url';
import { installAwslambda } from '../../../lambda-gateway/src/runtime/awslambda.ts';
import type { Handler } from '../../../lambda-gateway/src/runtime/load-handler.ts';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER = '' } = process.env;
const invocations = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
const [module, name = ''] = _HANDLER.split('.');

/** Members of a handler's stream, which is a plain object and not a Writable. */
const methods = [
  ...(['write', 'end', 'destroy', 'cork', 'uncork', 'emit', 'on', 'once', 'off'] as const),
  ...(['addListener', 'prependListener', 'removeListener', 'listenerCount'] as const),
];
const properties = [
  ...(['destroyed', 'writable', 'writableEnded', 'writableFinished', 'writableNeedDrain'] as const),
  ...(['writableLength', 'writableObjectMode'] as const),
];

installAwslambda();
const { [name]: handler }: Record<string, Handler> = await import(
  pathToFileURL(`${LAMBDA_TASK_ROOT}/${module}.mjs`).href
);
while (handler) await invoke(handler);

async function invoke(handler: Handler): Promise<void> {
  const next = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${invocations}/next`, resolve).on('error', reject);
  });
  const event: unknown = JSON.parse((await next.toArray()).join(''));
  const awsRequestId = String(next.headers['lambda-runtime-aws-request-id']);
  const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
  const { post, responseDone } = openResponse(awsRequestId);
  try {
    const context = { awsRequestId, getRemainingTimeInMillis: () => deadline - Date.now() };
    await handler(event, toStream(post), context);
    await responseDone;
  } catch (error) {
    await new Promise((resolve) => setImmediate(resolve));
    console.error('Invoke Error', error);
    post.addTrailers({ 'Lambda-Runtime-Function-Error-Type': error instanceof Error ? error.name : typeof error });
    post.end();
  }
}

function openResponse(requestId: string): { post: ClientRequest; responseDone: Promise<void> } {
  const headersDone = Promise.withResolvers<void>();
  const responseDone = Promise.withResolvers<void>();
  const post = request(`${invocations}/${requestId}/response`, {
    method: 'POST',
    headers: { 'transfer-encoding': 'chunked', trailer: 'Lambda-Runtime-Function-Error-Type' },
  });
  post.on('response', (response) => {
    headersDone.resolve();
    response.resume().on('end', responseDone.resolve);
  });
  post.on('error', (error) => {
    headersDone.reject(error);
    responseDone.reject(error);
  });
  return { post, responseDone: responseDone.promise };
}

function toStream(post: ClientRequest): object {
  const stream: { _onBeforeFirstWrite?: (write: (chunk: Uint8Array | string) => void) => void } = {};
  for (const name of methods) Reflect.set(stream, name, post[name].bind(post));
  for (const name of properties) Object.defineProperty(stream, name, { get: () => post[name] });
  return Object.assign(stream, {
    setContentType: (type: string) => post.setHeader('content-type', type),
    write(...written: Parameters<ClientRequest['write']>) {
      const beforeFirst = stream._onBeforeFirstWrite;
      delete stream._onBeforeFirstWrite;
      beforeFirst?.((chunk) => void post.write(chunk));
      return post.write(...written);
    },
  });
}
