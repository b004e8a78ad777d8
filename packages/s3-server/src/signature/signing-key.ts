import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Scope } from './scope.ts';

/** Long-lived credentials; the embedded bucket has one pair. */
export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Derives the signing key. Source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signing-key
 */
export function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  return [scope.day, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
    (key, text) => createHmac('sha256', key).update(text).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** Returns the signature in lower-case hexadecimal. */
export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two signatures in constant time. */
export function sameSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
