import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findOperation } from '../find-operation.ts';
import type { Queues } from '../queues/queues.ts';
import { type Members, refuseMembers } from '../request-members.ts';
import { SqsError } from '../sqs-error.ts';
import { ConnectionLost, type Intercept, injectFault, resetConnection } from './fault.ts';
import { readDocument, readTarget } from './read-request.ts';

/** The server's state that serving a request needs. */
export interface ServerContext {
  readonly queues: Queues;
  readonly now: () => Date;
  readonly intercept: Intercept | undefined;
}

/** Answers one request and never rejects. */
export async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomUUID());
  try {
    send(response, 200, await answerTo(incoming, response, context));
  } catch (error) {
    if (error instanceof ConnectionLost) response.destroy();
    else if (error instanceof SqsError) sendError(response, error);
    else {
      console.error(error);
      sendError(response, new SqsError('InternalFailure', 'The server for tests failed.'));
    }
  }
}

async function answerTo(
  incoming: IncomingMessage,
  response: ServerResponse,
  { queues, now, intercept }: ServerContext,
): Promise<Members> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const name = readTarget(incoming);
  const document = await readDocument(incoming);
  const fault = await intercept?.({ operation: name, document });
  await injectFault(fault, response);
  const operation = findOperation(name);
  refuseMembers(document, operation.lacks ?? []);
  const answer = await operation.run(document, {
    queues,
    now,
    gone: gone.signal,
    isRepeated: fault?.kind === 'repeat',
    failingEntries: fault?.kind === 'fail-entries' ? fault.ids : [],
  });
  if (fault?.kind === 'lose-answer') throw resetConnection(response);
  return answer;
}

function sendError(response: ServerResponse, error: SqsError): void {
  // By this header the SDKs show the code of the older protocol.
  response.setHeader('x-amzn-query-error', `${error.code};${error.isOfSender ? 'Sender' : 'Receiver'}`);
  send(response, error.status, error.toDocument());
}

function send(response: ServerResponse, status: number, document: Members): void {
  const body = Buffer.from(JSON.stringify(document));
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': body.length });
  response.end(body);
}
