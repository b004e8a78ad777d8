import { usualPieceBytes } from '../storage/copy-pace.ts';
import { mebibytes } from '../values/byte-size.ts';
import { maxPartBytes, maxPartCount } from '../values/s3-limits.ts';
import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';
import type { Cuts } from './archive-parts.ts';
import { isCopied, readPartBytes } from './byte-order.ts';
import { localHeaderBytes } from './zip-records.ts';

/**
 * The way in which the bytes come into the archive. `copying`: S3 copies large files; it must prove the CRC-32 of the
 * whole. `streaming`: the app reads and sends every byte.
 */
export type ArchiveWay = 'copying' | 'streaming';

/** The most that a directory record is longer than the header in front of the content. */
const directoryExcessBytes = 16 + 12;
/** More than the records at the end of the directory. */
const endBytes = 100;

/** Returns the most bytes of an entry that pass through the app: records, and content that S3 does not copy. */
export function readBytesOf(entry: ArchiveEntry, way: ArchiveWay): number {
  const records = 2 * localHeaderBytes(entry) + directoryExcessBytes;
  return records + (way === 'copying' && isCopied(entry) ? 0 : entry.size);
}

/** Where an archive is cut, and the number of its entries. */
export interface ArchiveCuts extends Cuts {
  readonly entries: number;
}

/**
 * Chooses where to cut an archive, so that its parts are 10,000 at most.
 * @throws RangeError when no size of parts is enough; `splitIntoVolumes` prevents this
 */
export function chooseCuts(list: ArchiveList, way: ArchiveWay): ArchiveCuts {
  const copiedSizes: number[] = [];
  let [entries, readBytes] = [0, endBytes];
  for (const entry of list) {
    entries += 1;
    readBytes += readBytesOf(entry, way);
    if (way === 'copying' && isCopied(entry)) copiedSizes.push(entry.size);
  }
  if (way === 'streaming') {
    const partBytes = Math.max(readPartBytes, wholeMebibytes(readBytes / maxPartCount));
    return { entries, readPartBytes: partBytes, pieceBytes: undefined };
  }
  const partsLeft = maxPartCount - Math.ceil(readBytes / readPartBytes) - copiedSizes.length;
  return { entries, readPartBytes, pieceBytes: smallestPieceBytes(copiedSizes, partsLeft) };
}

/** Returns the smallest size of pieces for which there are enough: 128 MiB, or more in whole MiB. */
function smallestPieceBytes(sizes: readonly number[], mostPieces: number): number {
  const isEnough = (pieceBytes: number) =>
    sizes.reduce((pieces, size) => pieces + Math.ceil(size / pieceBytes), 0) <= mostPieces;
  if (isEnough(usualPieceBytes)) return usualPieceBytes;
  if (!isEnough(maxPartBytes)) throw new RangeError('An archive has too many large files for the parts of one object.');
  let [tooSmall, enough] = [usualPieceBytes, maxPartBytes];
  while (enough - tooSmall > mebibytes(1)) {
    const middle = wholeMebibytes((tooSmall + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

function wholeMebibytes(bytes: number): number {
  return mebibytes(Math.ceil(bytes / mebibytes(1)));
}
