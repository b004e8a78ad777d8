import type { IncomingMessage } from 'node:http';
import { DynamoDbError } from '../dynamodb-error.ts';
import type { Members } from '../request-members.ts';
import { ConnectionLost } from './fault.ts';

/** DynamoDB's limit of a request. */
const maxRequestBytes = 16 * 1024 * 1024;

/**
 * Reads the JSON document of a request.
 *
 * @throws DynamoDbError for a body that is too long or no JSON object; ConnectionLost when it ends early
 */
export async function readDocument(incoming: IncomingMessage): Promise<Members> {
  const text = (await readBody(incoming)).toString();
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as Members; // an object of JSON
  } catch {
    // Refused below.
  }
  throw new DynamoDbError('SerializationException', 'The body of the request is not a JSON object.');
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxRequestBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(new DynamoDbError('RequestEntityTooLargeException', `A request has at most ${maxRequestBytes} bytes.`));
      }
    });
    incoming.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('close', () => reject(new ConnectionLost()));
  });
}
