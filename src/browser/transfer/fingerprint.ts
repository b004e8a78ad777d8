import { kibibytes } from '../../values/byte-size.ts';
import { sha256OfBlob } from '../checksum/file-checksum.ts';

/** Bytes at each end of a file that its fingerprint covers. */
const endBytes = kibibytes(64);

/**
 * Returns a hash that tells one chosen file from another without a read of all of it. It covers the file's place in the
 * form, name, size, time and the bytes at both ends. The same file gives the same fingerprint after a reload; it
 * reveals nothing, being a hash.
 */
export function fingerprint(form: string, field: string, file: File): Promise<string> {
  const facts = JSON.stringify([form, field, file.name, file.size, file.lastModified]);
  return sha256OfBlob(new Blob([facts, file.slice(0, endBytes), file.slice(-endBytes)]));
}
