import { S3Error } from '../s3-error.ts';
import { readAmzDate } from './amz-date.ts';
import { maxSkewSeconds, type SignatureClaim, signatureAlgorithm } from './claim.ts';
import { readCredential, requireDay, requireScope, type SignatureRules } from './scope.ts';

const maxExpiresSeconds = 7 * 24 * 60 * 60;

/**
 * Reads the query of a presigned URL. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function queryClaim(
  query: ReadonlyMap<string, string>,
  headers: ReadonlyMap<string, string>,
  rules: SignatureRules,
): SignatureClaim {
  const [algorithm, credential, amzDate, expires, names, signature] = [
    'Algorithm',
    'Credential',
    'Date',
    'Expires',
    'SignedHeaders',
    'Signature',
  ].map((name) => query.get(`X-Amz-${name}`));
  const malformed = (message: string) => new S3Error('AuthorizationQueryParametersError', message);
  if (
    credential === undefined ||
    amzDate === undefined ||
    expires === undefined ||
    names === undefined ||
    signature === undefined
  ) {
    throw malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  if (algorithm !== signatureAlgorithm) throw malformed(`X-Amz-Algorithm only supports "${signatureAlgorithm}"`);
  const scope = readCredential(credential);
  if (!scope) throw malformed('Error parsing the X-Amz-Credential parameter.');
  requireScope(scope, rules, 'AuthorizationQueryParametersError');

  const date = readAmzDate(amzDate);
  if (!date) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  requireDay(scope, amzDate, 'AuthorizationQueryParametersError');
  if (!/^\d{1,7}$/.test(expires)) throw malformed('X-Amz-Expires should be a number');
  const expiresInSeconds = Number(expires);
  if (expiresInSeconds < 1 || expiresInSeconds > maxExpiresSeconds) {
    throw malformed(`X-Amz-Expires must be between 1 and ${maxExpiresSeconds} seconds`);
  }
  requireMoment(date, expiresInSeconds, rules.now());
  const payloadHash = query.get('X-Amz-Content-Sha256') ?? headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  return { scope, amzDate, signedHeaders: names.split(';'), signature, payloadHash };
}

function requireMoment(signed: Date, expiresInSeconds: number, now: Date): void {
  if (signed.getTime() - now.getTime() > maxSkewSeconds * 1000)
    throw new S3Error('AccessDenied', 'Request is not yet valid');
  const expires = new Date(signed.getTime() + expiresInSeconds * 1000);
  if (now > expires) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      Expires: expires.toISOString(),
      ServerTime: now.toISOString(),
    });
  }
}
