import { createHash, randomBytes } from 'node:crypto';
import type { PutConditions } from '../../src/storage/bucket.ts';

/** Returns the bytes of a small, unique file, so that a check never finds another check's file. */
export function sampleBytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(64));
}

/** Returns the terms on which the app would let a user send these bytes. */
export function sampleTerms(bytes: Uint8Array): PutConditions {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return { contentType: 'application/octet-stream', size: bytes.length, sha256 };
}
