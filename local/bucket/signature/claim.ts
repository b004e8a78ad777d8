import type { BucketRequest } from '../request.ts';
import { S3Error, type S3ErrorCode } from '../s3-error.ts';
import { readAmzDate } from './amz-date.ts';
import type { SignatureRules } from './authenticate.ts';
import { readCredential, type Scope } from './signing-key.ts';

/** A signature as a request presents it: well-formed, for this key, region, service and time; not yet verified. */
export interface SignatureClaim {
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_SECONDS = 15 * 60;
const MAX_EXPIRES_SECONDS = 7 * 24 * 60 * 60;

/**
 * Reads the signature from where it is: the Authorization header or the query, and not both.
 * @throws S3Error AccessDenied for the anonymous
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

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
function headerClaim(request: BucketRequest, authorization: string, rules: SignatureRules): SignatureClaim {
  if (!authorization.startsWith(`${ALGORITHM} `)) {
    throw new S3Error(
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`,
    );
  }
  const fields = new Map(
    authorization
      .slice(ALGORITHM.length)
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
  if (Math.abs(now.getTime() - date.getTime()) > MAX_SKEW_SECONDS * 1000) {
    throw new S3Error('RequestTimeTooSkewed', undefined, { RequestTime: amzDate, ServerTime: now.toISOString() });
  }
  const payloadHash = request.headers.get('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  return { scope, amzDate, signedHeaders: headerNames(names), signature, payloadHash };
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function queryClaim(
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
  if (algorithm !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const scope = readCredential(credential);
  if (!scope) throw malformed('Error parsing the X-Amz-Credential parameter.');
  requireScope(scope, rules, 'AuthorizationQueryParametersError');

  const date = readAmzDate(amzDate);
  if (!date) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  requireDay(scope, amzDate, 'AuthorizationQueryParametersError');
  if (!/^\d{1,7}$/.test(expires)) throw malformed('X-Amz-Expires should be a number');
  const expiresInSeconds = Number(expires);
  if (expiresInSeconds < 1 || expiresInSeconds > MAX_EXPIRES_SECONDS) {
    throw malformed(`X-Amz-Expires must be between 1 and ${MAX_EXPIRES_SECONDS} seconds`);
  }
  requireMoment(date, expiresInSeconds, rules.now());
  const payloadHash = query.get('X-Amz-Content-Sha256') ?? headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  return { scope, amzDate, signedHeaders: headerNames(names), signature, payloadHash };
}

/** The scope must be of the known key, this region and S3. @throws S3Error InvalidAccessKeyId, or the given code */
export function requireScope(scope: Scope, rules: SignatureRules, code: S3ErrorCode): void {
  if (scope.accessKeyId !== rules.credentials.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: scope.accessKeyId });
  }
  if (scope.region !== rules.region) {
    throw new S3Error(
      code,
      `The credential is wrong; the region '${scope.region}' is wrong; expecting '${rules.region}'`,
      { Region: rules.region },
    );
  }
  if (scope.service !== 's3')
    throw new S3Error(
      code,
      `The credential is wrong; incorrect service "${scope.service}". This endpoint belongs to "s3".`,
    );
}

/** The key of a signature is good for its day only. @throws S3Error of the given code */
export function requireDay(scope: Scope, amzDate: string, code: S3ErrorCode): void {
  if (!amzDate.startsWith(scope.day))
    throw new S3Error(code, `Invalid credential date "${scope.day}". This date is not the same as X-Amz-Date.`);
}

function requireMoment(signed: Date, expiresInSeconds: number, now: Date): void {
  if (signed.getTime() - now.getTime() > MAX_SKEW_SECONDS * 1000)
    throw new S3Error('AccessDenied', 'Request is not yet valid');
  const expires = new Date(signed.getTime() + expiresInSeconds * 1000);
  if (now > expires) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      Expires: expires.toISOString(),
      ServerTime: now.toISOString(),
    });
  }
}

function headerNames(list: string): readonly string[] {
  return list.split(';');
}

function keyAndValue(field: string): [string, string] {
  const equals = field.indexOf('=');
  return [field.slice(0, equals), field.slice(equals + 1)];
}
