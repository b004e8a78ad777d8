import type { IncomingMessage } from 'node:http';
import { DynamoDbError } from '../dynamodb-error.ts';

const targetPrefix = 'DynamoDB_20120810.';
const contentType = /^application\/x-amz-json-1\.0\s*(?:;|$)/i;
const signature = /^AWS4-HMAC-SHA256\s+(?=.*Credential=[^,\s]+)(?=.*SignedHeaders=[^,\s]+)(?=.*Signature=[^,\s]+)/;
/** Names of this machine; a name of the Internet may point at it too (DNS rebinding). */
const loopbackHost = /^(?:localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Refuses a request that a web page may have made. A page cannot leave out `Origin`, and another site's page cannot set
 * the content type of the protocol without asking before, which gets no permission here.
 *
 * @throws DynamoDbError AccessDeniedException
 */
export function refuseWebPages({ headers }: IncomingMessage): void {
  const isPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  if (isPage || !loopbackHost.test(headers.host ?? ''))
    throw new DynamoDbError('AccessDeniedException', 'The embedded table answers programs on this machine only.');
}

/**
 * Returns the operation that a request names.
 *
 * @throws DynamoDbError for a request that is not of the protocol or carries no signature; the signature is not verified
 */
export function readTarget({ method, url, headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (method !== 'POST' || url !== '/' || typeof target !== 'string' || !target.startsWith(targetPrefix))
    throw new DynamoDbError('UnknownOperationException', 'The request names no operation of DynamoDB.');
  if (!contentType.test(headers['content-type'] ?? ''))
    throw new DynamoDbError('SerializationException', 'The content type must be application/x-amz-json-1.0.');
  const { authorization } = headers;
  if (authorization === undefined)
    throw new DynamoDbError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  if (!signature.test(authorization))
    throw new DynamoDbError(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.",
    );
  if (headers['x-amz-date'] === undefined && headers.date === undefined)
    throw new DynamoDbError(
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  return target.slice(targetPrefix.length);
}
