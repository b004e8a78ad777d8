import { newId } from '../values/id.ts';

/**
 * A new key for an upload: random, ours, nothing of the person or the file in it. Only characters that no signer,
 * browser or proxy treats in its own way.
 */
export function newFileKey(): string {
  return `files/${newId()}`;
}
