import { S3Error, type S3ErrorCode } from '../s3-error.ts';
import type { BucketCredentials } from './signing-key.ts';

/** The server's facts that a signature is checked with. */
export interface SignatureRules {
  readonly credentials: BucketCredentials;
  readonly region: string;
  readonly now: () => Date;
}

/** The scope of a signature: a day, a region, a service. */
export interface Scope {
  readonly accessKeyId: string;
  /** The day as yyyymmdd. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** Reads a credential such as `AKID/20261120/us-east-1/s3/aws4_request`; an access key may itself have slashes. */
export function readCredential(credential: string): Scope | undefined {
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  if (!match) return undefined;
  const [, accessKeyId = '', day = '', region = '', service = ''] = match;
  return { accessKeyId, day, region, service };
}

/** Returns the scope as text, for example `20261120/us-east-1/s3/aws4_request`. */
export function scopeText(scope: Scope): string {
  return `${scope.day}/${scope.region}/${scope.service}/aws4_request`;
}

/**
 * Checks that the scope is of the known key, this region and S3.
 *
 * @throws S3Error InvalidAccessKeyId, or the given code
 */
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

/**
 * Checks the day, since the key of a signature is valid for its day only.
 *
 * @throws S3Error of the given code
 */
export function requireDay(scope: Scope, amzDate: string, code: S3ErrorCode): void {
  if (!amzDate.startsWith(scope.day))
    throw new S3Error(code, `Invalid credential date "${scope.day}". This date is not the same as X-Amz-Date.`);
}
