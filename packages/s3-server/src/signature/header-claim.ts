import type { BucketRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import { readAmzDate } from './amz-date.ts';
import { maxSkewSeconds, type SignatureClaim, signatureAlgorithm } from './claim.ts';
import { readCredential, requireDay, requireScope, type SignatureRules } from './scope.ts';

/**
 * Reads the Authorization header. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function headerClaim(request: BucketRequest, authorization: string, rules: SignatureRules): SignatureClaim {
  if (!authorization.startsWith(`${signatureAlgorithm} `)) {
    throw new S3Error(
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Please use ${signatureAlgorithm}.`,
    );
  }
  const fields = new Map(
    authorization
      .slice(signatureAlgorithm.length)
      .split(',')
      .map((field) => keyAndValue(field.trim())),
  );
  const scope = readCredential(fields.get('Credential') ?? '');
  const signature = fields.get('Signature');
  const names = fields.get('SignedHeaders');
  if (!scope || signature === undefined || names === undefined) throw new S3Error('AuthorizationHeaderMalformed');
  requireScope(scope, rules, 'AuthorizationHeaderMalformed');

  const amzDate = request.headers.get('x-amz-date') ?? '';
  const date = readAmzDate(amzDate);
  if (!date) throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header');
  requireDay(scope, amzDate, 'AuthorizationHeaderMalformed');
  const now = rules.now();
  if (Math.abs(now.getTime() - date.getTime()) > maxSkewSeconds * 1000) {
    throw new S3Error('RequestTimeTooSkewed', undefined, { RequestTime: amzDate, ServerTime: now.toISOString() });
  }
  const payloadHash = request.headers.get('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  return { scope, amzDate, signedHeaders: names.split(';'), signature, payloadHash };
}

function keyAndValue(field: string): [string, string] {
  const equals = field.indexOf('=');
  return [field.slice(0, equals), field.slice(equals + 1)];
}
