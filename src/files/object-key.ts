import { newId } from '../values/id.ts';

/**
 * Returns a new random key for an upload, with nothing of the person or the file in it. Only characters that no signer,
 * browser or proxy treats in its own way.
 */
export function newFileKey(): string {
  return `files/${newId()}`;
}
