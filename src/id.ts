import { randomBytes } from 'node:crypto';

/** An opaque id of 144 random bits: 24 characters of `[A-Za-z0-9_-]`, fit for a path, unguessable. */
export function newId(): string {
  return randomBytes(18).toString('base64url');
}

/** What every id looks like, and every key that clients make up themselves. */
export const idPattern = /^[A-Za-z0-9_-]{8,64}$/;

/** Whether this can be an id at all; anything else is answered as not found, without a look-up. */
export function isId(text: string): boolean {
  return idPattern.test(text);
}
