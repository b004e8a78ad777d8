import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What the table knows a text by that it must not hold, or that may be too long for a key: 43 characters of
 * `[A-Za-z0-9_-]` (SHA-256). Without salt or stretching: our ids and tokens are not found by guessing, and passwords
 * have a hash of their own.
 */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** True when both texts are the same, in a time that tells nothing about the first of them. */
export function isSameSecret(secret: string, given: string): boolean {
  const [one, other] = [secret, given].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
