import type { Scope } from './scope.ts';

/** The one algorithm of Signature Version 4. */
export const signatureAlgorithm = 'AWS4-HMAC-SHA256';
/** The largest difference between the clocks of a client and of S3. */
export const maxSkewSeconds = 15 * 60;

/** A signature as a request presents it: well-formed, for this key, region, service and time; not yet verified. */
export interface SignatureClaim {
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}
