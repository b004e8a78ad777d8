import { newId } from '../values/id.ts';

/**
 * Returns a new random key for an upload, with nothing of the person or the file in it. It has only characters that
 * every signer, browser and proxy treats alike.
 */
export function newFileKey(): string {
  return `files/${newId()}`;
}
