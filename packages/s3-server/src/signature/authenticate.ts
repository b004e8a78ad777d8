import type { ReceivedRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import { canonicalRequest, stringToSign } from './canonical-request.ts';
import type { SignatureClaim } from './claim.ts';
import { readClaim } from './read-claim.ts';
import { type SignatureRules, scopeText } from './scope.ts';
import { sameSignature, sign, signingKey } from './signing-key.ts';

/** A verified signature, with everything that verifies the chunks of a signed stream behind it. */
export interface Authentication {
  readonly payloadHash: string;
  readonly signature: string;
  readonly signingKey: Buffer;
  readonly amzDate: string;
  readonly scope: string;
}

/**
 * Verifies Signature Version 4 in the header or in the query: access key, scope, time, every signed header. It refuses
 * anonymous requests. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 *
 * @throws S3Error
 */
export function authenticate(request: ReceivedRequest, rules: SignatureRules): Authentication {
  const claim = readClaim(request, rules);
  requireSignedHeaders(request, claim);
  const key = signingKey(rules.credentials.secretAccessKey, claim.scope);
  const scope = scopeText(claim.scope);
  const canonical = canonicalRequest({ ...request, ...claim });
  const text = stringToSign(claim.amzDate, scope, canonical);
  const signature = sign(key, text);
  if (!sameSignature(claim.signature, signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, { StringToSign: text, CanonicalRequest: canonical });
  }
  return { payloadHash: claim.payloadHash, signature, signingKey: key, amzDate: claim.amzDate, scope };
}

/** Refuses unsigned headers that S3 would act on. */
function requireSignedHeaders(request: ReceivedRequest, claim: SignatureClaim): void {
  if (!claim.signedHeaders.includes('host')) throw new S3Error('AccessDenied', "The 'host' header must be signed.");
  const unsigned = [...request.headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
}
