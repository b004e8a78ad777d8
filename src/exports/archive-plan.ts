import { crc32 as crc32Of } from 'node:zlib';
import type { PlannedPart } from '../storage/planned-part.ts';
import { combineCrc32ByTables } from '../values/crc32-tables.ts';
import { type ArchiveCuts, type ArchiveWay, chooseCuts } from './archive-cuts.ts';
import type { ArchiveList } from './archive-entry.ts';
import { cutIntoParts } from './archive-parts.ts';
import { layOut, type Stretch } from './zip-layout.ts';

/** All that is known of an archive before its first byte is written: small enough for a record. */
export interface ArchivePlan extends ArchiveCuts {
  /** The number of bytes of the archive. */
  readonly size: number;
  /** The CRC-32 of the archive, an unsigned number. */
  readonly crc32: number;
  readonly parts: number;
  /** The bytes that the app reads and sends; S3 copies the others. */
  readonly readBytes: number;
}

/**
 * Plans an archive: where it is cut, and what its size and CRC-32 will be. The plan depends on the list alone, so that
 * any number of workers cut the same parts.
 * @throws RangeError for a list of more than one volume
 */
export function planArchive(list: ArchiveList, way: ArchiveWay): ArchivePlan {
  const cuts = chooseCuts(list, way);
  const sum = { size: 0, crc32: 0 };
  let [parts, readBytes] = [0, 0];
  for (const part of cutIntoParts(addedTo(sum, layOut(list, cuts.entries)), cuts)) {
    parts += 1;
    if ('content' in part) readBytes += part.size;
  }
  return { ...cuts, ...sum, parts, readBytes };
}

/** Returns the parts of a planned archive with the numbers `first` to `last`, in their order. */
export function* partsOf(
  list: ArchiveList,
  cuts: ArchiveCuts,
  first = 1,
  last = Number.POSITIVE_INFINITY,
): Generator<PlannedPart, void, undefined> {
  for (const part of cutIntoParts(layOut(list, cuts.entries), cuts)) {
    if (part.number > last) return;
    if (part.number >= first) yield part;
  }
}

/** Bytes that stand for others of the same number. */
const blankBytes = new Uint8Array(256 * 1024);

/**
 * Adds up sizes and checksums of stretches, of contents by the checksum that is known. It passes on blank bytes in place
 * of records: for the cuts their number is enough, and those of a part would outlive the young generation, which takes
 * 60 MB more for a million entries.
 */
function* addedTo(
  sum: { size: number; crc32: number },
  stretches: Iterable<Stretch>,
): Generator<Stretch, void, undefined> {
  for (const stretch of stretches) {
    if (stretch instanceof Uint8Array) {
      sum.crc32 = crc32Of(stretch, sum.crc32);
      sum.size += stretch.byteLength;
      yield stretch.byteLength > blankBytes.byteLength ? stretch : blankBytes.subarray(0, stretch.byteLength);
    } else {
      sum.crc32 = combineCrc32ByTables(sum.crc32, stretch.crc32, stretch.size);
      sum.size += stretch.size;
      yield stretch;
    }
  }
}
