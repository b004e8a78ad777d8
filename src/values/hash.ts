import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Returns the SHA-256 under which a secret, or a text too long for a key, is stored. It has 43 characters of
 * `[A-Za-z0-9_-]`. It has no salt and no stretching: ids and tokens are too long to guess, and passwords have a hash of
 * their own.
 */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** True when both texts are the same; the time of the comparison reveals nothing about the secret. */
export function isSameSecret(secret: string, given: string): boolean {
  const [one, other] = [secret, given].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** Returns a number below `count`. It is the same for the same text, and spreads texts evenly. */
export function spread(text: string, count: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE() % count;
}
