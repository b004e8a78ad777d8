import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Members } from '../request-members.ts';
import { SqsError } from '../sqs-error.ts';

const targetPrefix = 'AmazonSQS.';
const contentType = /^application\/x-amz-json-1\.0\s*(?:;|$)/i;

/**
 * Returns the operation that a request names.
 *
 * @throws SqsError for a web page's request, for one of another protocol, and for one without a signature; the
 * signature is not verified
 */
export function readTarget({ method, headers }: IncomingMessage): string {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    throw new SqsError('AccessDeniedException', 'The server answers programs, and no web pages.');
  const target = headers['x-amz-target'];
  if (method !== 'POST' || typeof target !== 'string' || !target.startsWith(targetPrefix))
    throw new SqsError('UnknownOperationException', 'The request names no operation of SQS.');
  if (!contentType.test(headers['content-type'] ?? ''))
    throw new SqsError('SerializationException', 'The content type must be application/x-amz-json-1.0.');
  if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
    throw new SqsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  return target.slice(targetPrefix.length);
}

/** Reads the JSON document of a request. */
export async function readDocument(incoming: IncomingMessage): Promise<Members> {
  const body = await buffer(incoming);
  try {
    const document: unknown = JSON.parse(body.toString());
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as Members; // an object of JSON
  } catch {
    // Refused below.
  }
  throw new SqsError('SerializationException', 'The body of the request is not a JSON object.');
}
