import type { BucketRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import type { SignatureClaim } from './claim.ts';
import { headerClaim } from './header-claim.ts';
import { queryClaim } from './query-claim.ts';
import type { SignatureRules } from './scope.ts';

/**
 * Reads the signature from the Authorization header or the query, and refuses both together.
 *
 * @throws S3Error AccessDenied for anonymous requests
 */
export function readClaim(request: BucketRequest, rules: SignatureRules): SignatureClaim {
  const authorization = request.headers.get('authorization');
  const presigned = [...request.query.keys()].some((name) => /^x-amz-(algorithm|signature|credential)$/i.test(name));
  if (authorization !== undefined && presigned) {
    throw new S3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified',
    );
  }
  if (authorization !== undefined) return headerClaim(request, authorization, rules);
  if (presigned) return queryClaim(request.query, request.headers, rules);
  throw new S3Error('AccessDenied');
}
