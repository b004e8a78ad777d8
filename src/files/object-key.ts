import { newId } from '../values/id.ts';

/**
 * Returns a new random key for an upload, with nothing of the person or the file. It has only characters that
 * every signer, browser and proxy treats alike. It names the upload, for events about objects.
 */
export function newFileKey(uploadId: string): string {
  return `files/${uploadId}.${newId()}`;
}

/** Returns the id of the upload that a key names. Earlier keys name none. */
export function uploadIdIn(key: string): string | undefined {
  return /^files\/([\w-]{24})\.[\w-]{24}$/.exec(key)?.[1];
}

/** Returns the key at which an infected file is kept for people who examine it. */
export const quarantineKeyOf = (fileId: string): string => `quarantine/${fileId}`;
