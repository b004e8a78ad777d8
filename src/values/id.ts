import { randomBytes } from 'node:crypto';

declare const checked: unique symbol;

/**
 * A text that has the form of an id: fit for a path, a header and a key. Only `newId` makes one, and `isId` and `readId`
 * find one in what comes from ports, so that an unchecked text does not compile where an id is wanted.
 */
export type Id = string & { readonly [checked]: true };

/** An opaque id of 144 random bits: 24 characters of `[A-Za-z0-9_-]`, fit for a path, unguessable. */
export function newId(): Id {
  // The brand exists at compile time only.
  return randomBytes(18).toString('base64url') as Id;
}

/** What every id looks like, and every key that clients make up themselves. */
export const idPattern = /^[A-Za-z0-9_-]{8,64}$/;

/** Whether this can be an id at all; anything else is answered as not found, without a look-up. */
export function isId(text: string): text is Id {
  return idPattern.test(text);
}

/** Returns the id that came from ports, `undefined` for none and for anything that cannot be one. */
export function readId(text: string | null | undefined): Id | undefined {
  return typeof text === 'string' && isId(text) ? text : undefined;
}
