import type { Operation } from './call.ts';
import { type OperationRoute, operations } from './operations.ts';
import type { BucketRequest } from './request.ts';
import { S3Error } from './s3-error.ts';

/** Headers and parameters of the signature, and others that no operation uses. */
const always =
  /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|content-sha256|security-token|user-agent)$/;

/**
 * Finds the one operation of a request. A request without one is refused: nothing falls through to a neighbour.
 *
 * @throws S3Error NotImplemented, MethodNotAllowed
 */
export function findOperation(request: BucketRequest, headers: ReadonlyMap<string, string>): Operation {
  const target = request.bucket === '' ? 'account' : request.key === '' ? 'bucket' : 'object';
  const sent = operations.filter((route) => route.target === target && route.method === request.method);
  if (sent.length === 0) throw new S3Error('MethodNotAllowed', undefined, { Method: request.method });
  const parameters = [...request.query.keys()].filter((name) => !/^x-amz-/i.test(name) && name !== 'x-id');
  const copies = headers.has('x-amz-copy-source');
  const route = sent.find((candidate) => fits(candidate, parameters) && (candidate.copies ?? false) === copies);
  if (!route) throw new S3Error('NotImplemented', undefined, { QueryParameters: parameters.join(', ') });
  const known = [always, ...(route.headers ?? [])];
  refuseBlocked(headers);
  const unknown = [...headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !known.some((pattern) => pattern.test(name)),
  );
  if (unknown.length > 0) throw new S3Error('NotImplemented', undefined, { Header: unknown.join(', ') });
  return route.operation;
}

function fits(route: OperationRoute, parameters: readonly string[]): boolean {
  const [requires, allows] = [route.requires ?? [], route.allows ?? []];
  return (
    requires.every((name) => parameters.includes(name)) &&
    parameters.every((name) => requires.includes(name) || allows.includes(name))
  );
}

/**
 * Refuses headers that S3 knows and a new bucket does not accept. Access is by policy alone, and keys for encryption
 * stay out of requests. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function refuseBlocked(headers: ReadonlyMap<string, string>): void {
  const names = [...headers.keys()];
  if (names.some((name) => name.startsWith('x-amz-grant-'))) throw new S3Error('AccessControlListNotSupported');
  if (names.some((name) => name.includes('server-side-encryption-customer-'))) {
    throw new S3Error('AccessDenied', 'Server side encryption with customer provided keys is blocked for this bucket.');
  }
}
