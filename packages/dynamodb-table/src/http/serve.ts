import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { DynamoDbError } from '../dynamodb-error.ts';
import { printDocument } from '../json-text.ts';
import type { OperationContext } from '../operation.ts';
import { findOperation } from '../operations.ts';
import { refuseMembers } from '../request-members.ts';
import type { GroupCommit } from '../storage/group-commit.ts';
import { ConnectionLost, type Intercept, injectFault, resetConnection } from './fault.ts';
import { readTarget, refuseWebPages } from './guard.ts';
import { readDocument } from './read-document.ts';
import { createRequestId } from './request-id.ts';

/** The server's state that serving a request needs. */
export interface ServerContext extends OperationContext {
  readonly commits: GroupCommit;
  readonly intercept: Intercept | undefined;
}

/** Answers one request and never rejects. */
export async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  response.setHeader('x-amzn-RequestId', createRequestId());
  try {
    if (incoming.method === 'GET') return sendHealth(incoming, response);
    send(response, 200, await answerTo(incoming, response, context));
  } catch (error) {
    if (error instanceof ConnectionLost) response.destroy();
    else if (error instanceof DynamoDbError) send(response, error.status, error.toDocument());
    else {
      console.error(error);
      const internal = new DynamoDbError('InternalServerError', 'The embedded table failed.');
      send(response, internal.status, internal.toDocument());
    }
  }
}

async function answerTo(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<Readonly<Record<string, unknown>>> {
  refuseWebPages(incoming);
  const name = readTarget(incoming);
  const document = await readDocument(incoming);
  const fault = context.intercept && (await context.intercept({ operation: name, document }));
  if (fault) await injectFault(fault, { operation: name, document }, response);
  const operation = findOperation(name);
  refuseMembers(document, operation.lacks ?? []);
  const answer = await context.commits.run(() => operation.run(document, context));
  if (fault?.kind === 'lose-answer') throw resetConnection(response);
  return answer;
}

/** Answers a look whether the server is there, as DynamoDB does. */
function sendHealth(incoming: IncomingMessage, response: ServerResponse): void {
  refuseWebPages(incoming);
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`healthy: ${incoming.headers.host}`);
}

function send(response: ServerResponse, status: number, document: Readonly<Record<string, unknown>>): void {
  const body = Buffer.from(printDocument(document));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-crc32': String(crc32(body)),
  });
  response.end(body);
}
