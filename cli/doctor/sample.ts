import { createHash, randomBytes } from 'node:crypto';
import type { PutTerms } from '../../src/storage/bucket.ts';

/** Bytes of a small file that nobody else has, so that a check never finds the file of another. */
export function sampleBytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(64));
}

/** The terms on which the app would let somebody send these bytes. */
export function sampleTerms(bytes: Uint8Array): PutTerms {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return { contentType: 'application/octet-stream', size: bytes.length, sha256 };
}
