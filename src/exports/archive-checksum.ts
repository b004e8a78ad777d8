import { decodeCrc32 } from '../storage/crc32-header.ts';
import type { ReceivedPart } from '../storage/multipart-upload.ts';
import { combineCrc32 } from '../values/crc32-combine.ts';

/** The size of a stretch of an archive, and its CRC-32 as an unsigned number. */
export interface StretchChecksum {
  readonly size: number;
  readonly crc32: number;
}

/**
 * Returns size and CRC-32 of parts that follow each other, in any order; undefined when a part has no checksum. A store
 * that does not prove the whole is held to the plan by these.
 */
export function checksumOfParts(
  parts: readonly Pick<ReceivedPart, 'partNumber' | 'size' | 'crc32'>[],
): StretchChecksum | undefined {
  let [size, crc32] = [0, 0];
  for (const part of parts.toSorted((one, other) => one.partNumber - other.partNumber)) {
    if (part.crc32 === undefined) return undefined;
    size += part.size;
    crc32 = combineCrc32(crc32, decodeCrc32(part.crc32), part.size);
  }
  return { size, crc32 };
}
