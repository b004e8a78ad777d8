import { randomBytes } from 'node:crypto';

declare const checked: unique symbol;

/**
 * A text in the form of an id: fit for a path, a header and a key. Only `newId` creates one, and `isId` and `readId`
 * find one in the input of the ports, so that unchecked text does not compile as an id.
 */
export type Id = string & { readonly [checked]: true };

/**
 * Returns an opaque id of almost 144 random bits: 24 characters of `[A-Za-z0-9_-]`, fit for a path, unguessable. It never
 * begins with a hyphen, which programs would take for an option.
 */
export function newId(): Id {
  const text = randomBytes(18).toString('base64url');
  // The brand exists at compile time only.
  return text.startsWith('-') ? newId() : (text as Id);
}

/** The shape of every id, and of every key that clients choose themselves. */
export const idPattern = /^[A-Za-z0-9_-]{8,64}$/;

/** True when a text has the shape of an id. The app responds "not found" to any other, without a look-up. */
export function isId(text: string): text is Id {
  return idPattern.test(text);
}

/** Returns the id in a text from outside. `undefined` for no text and for one without the shape of an id. */
export function readId(text: string | null | undefined): Id | undefined {
  return typeof text === 'string' && isId(text) ? text : undefined;
}
