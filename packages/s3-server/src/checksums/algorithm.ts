import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32C } from './crc32c.ts';
import { Crc64Nvme } from './crc64nvme.ts';

/**
 * The checksums of S3 and their lengths in bytes. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
const digestBytes = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const;

/** A checksum that an object can have besides its ETag. */
export type ChecksumAlgorithm = keyof typeof digestBytes;
/** An algorithm that can compute a whole object's checksum from its parts' checksums. */
export type FullObjectAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME';
/** The input of a checksum: the bytes of the whole object, or its parts' checksums. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** A checksum as it is kept and shown: base64, for composites with `-N` behind it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  readonly value: string;
}

/** A running digest of bytes. */
export interface Digest {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** Every algorithm, in the order of the documentation. */
export const checksumAlgorithms = [
  'CRC32',
  'CRC32C',
  'CRC64NVME',
  'SHA1',
  'SHA256',
] as const satisfies readonly ChecksumAlgorithm[];

/** The algorithm that S3 adds when the client chooses none. */
export const usualAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

/** Returns the algorithm of this name in any case, as headers and trailers write it. */
export function algorithmNamed(name: string): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());
}

/** Returns the header of an algorithm, `x-amz-checksum-crc32` for example. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** True when the base64 holds a digest of the algorithm's length. */
export function isDigest(algorithm: ChecksumAlgorithm, base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === digestBytes[algorithm] && bytes.toString('base64') === base64;
}

/** True when the algorithm can be a FULL_OBJECT checksum of a multipart upload. */
export function isFullObjectAlgorithm(algorithm: ChecksumAlgorithm): algorithm is FullObjectAlgorithm {
  return algorithm.startsWith('CRC');
}

/** Starts a digest; `MD5` is for ETags and Content-MD5. */
export function startDigest(algorithm: ChecksumAlgorithm | 'MD5'): Digest {
  switch (algorithm) {
    case 'CRC32':
      return new Crc32();
    case 'CRC32C':
      return new Crc32C();
    case 'CRC64NVME':
      return new Crc64Nvme();
    default:
      return createHash(algorithm);
  }
}

class Crc32 {
  #crc = 0;

  update(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
  }

  digest(): Buffer {
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(this.#crc);
    return crc;
  }
}
