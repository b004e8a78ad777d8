import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { corsHeaders, preflightHeaders } from './buckets/cors-answer.ts';
import { type CallContext, createCall } from './call.ts';
import { findOperation } from './find-operation.ts';
import { ConnectionLost, type Fault, injectFault, injectResponseFault } from './inject-fault.ts';
import { isPostedForm, postObject } from './post/post-object.ts';
import { type BucketRequest, type ReceivedRequest, readRequest } from './request.ts';
import { S3Error } from './s3-error.ts';
import { send } from './send.ts';
import { authenticate } from './signature/authenticate.ts';
import type { SignatureRules } from './signature/scope.ts';
import { xmlErrorDocument } from './xml/write.ts';

/** Returns the fault that a request meets, if any. */
export type Intercept = (request: BucketRequest) => Fault | undefined | Promise<Fault | undefined>;

/** The server's state that serving a request needs. */
export interface ServerContext extends CallContext {
  readonly rules: SignatureRules;
  readonly intercept: Intercept | undefined;
}

/** The silence in the middle of a body after which a connection counts as lost; S3 has such a limit too. */
const silenceMs = 120_000;

/** Answers one request and never rejects; resolves when the connection has seen the last of it. */
export async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('x-amz-request-id', requestId);
  try {
    const answer = await answerTo(incoming, response, context, requestId).catch((error: unknown) =>
      errorAnswer(error, requestId, incoming.url ?? ''),
    );
    await send(incoming, response, answer);
  } catch (error) {
    if (!response.destroyed && !(error instanceof ConnectionLost)) console.error(error);
    response.destroy();
  }
}

async function answerTo(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
  requestId: string,
): Promise<Answer> {
  const received = readRequest(incoming, requestId, bodyOf(incoming, response));
  const cors = context.buckets.find(received.bucket)?.settings.cors;
  // Set before anything can fail, so that a page of an allowed origin can read refusals too.
  if (received.method !== 'OPTIONS') response.setHeaders(new Map(Object.entries(corsHeaders(received, cors ?? []))));
  const fault = await context.intercept?.(received);
  const request = await injectFault(fault, received, response);
  if (request.method === 'OPTIONS') return { status: 200, headers: preflightHeaders(request, cors) };
  return injectResponseFault(fault, await carryOut(request, context), response);
}

async function carryOut(request: ReceivedRequest, context: ServerContext): Promise<Answer> {
  if (isPostedForm(request)) return postObject(request, context.rules, context);
  const call = createCall(request, authenticate(request, context.rules), context);
  return findOperation(request, call.headers)(call);
}

/** Yields the body. A client that expects 100-continue sends it only after the first read. */
async function* bodyOf(incoming: IncomingMessage, response: ServerResponse): AsyncGenerator<Buffer, void, undefined> {
  if (incoming.headers.expect !== undefined) response.writeContinue();
  incoming.setTimeout(silenceMs);
  try {
    // Not destroyed when the reader stops: the errorAnswer still has to be sent on this connection.
    yield* incoming.iterator({ destroyOnReturn: false });
  } catch {
    throw new ConnectionLost();
  } finally {
    incoming.setTimeout(0);
  }
}

function errorAnswer(error: unknown, requestId: string, resource: string): Answer {
  if (error instanceof ConnectionLost) throw error;
  if (!(error instanceof S3Error)) console.error(error);
  const known = error instanceof S3Error ? error : new S3Error('InternalError');
  const { code, message, elements, status } = known;
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: xmlErrorDocument([
      ['Code', code],
      ['Message', message],
      ...Object.entries(elements),
      ['Resource', resource.split('?')[0]],
      ['RequestId', requestId],
    ]),
  };
}
