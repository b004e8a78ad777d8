import { gibibytes, mebibytes } from '../values/byte-size.ts';
import { maxPartBytes, maxPartCount } from '../values/s3-limits.ts';
import { type ArchiveWay, readBytesOf } from './archive-cuts.ts';
import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';
import { isCopied, readPartBytes } from './byte-order.ts';

/** The most that one volume holds. */
export interface VolumeLimits {
  /** The files that S3 copies: each takes two parts or more. */
  readonly copiedFiles: number;
  readonly bytes: number;
  /** The bytes of a volume that the app reads and sends. */
  readonly streamedBytes: number;
}

/** An S3 object ends at 48.8 TiB; 625 GiB are 10,000 parts of 64 MiB. */
export const volumeLimits: VolumeLimits = {
  copiedFiles: 4500,
  bytes: gibibytes(40 * 1024),
  streamedBytes: maxPartCount * mebibytes(64),
};

/** The parts that are left for the entries of a volume beside those of the list, such as its manifest. */
const sparePartCount = 100;

/**
 * Splits a list into volumes, since an object has no more than 10,000 parts. Returns the number of entries of each, in
 * the order of the list; a list without entries is one volume.
 */
export function splitIntoVolumes(list: ArchiveList, way: ArchiveWay, limits = volumeLimits): number[] {
  const counts = [0];
  let used = { copiedFiles: 0, bytes: 0, parts: sparePartCount };
  for (const entry of list) {
    const more = added(used, entry, way);
    const isFull = !fits(more, way, limits) && counts[counts.length - 1] !== 0;
    used = isFull ? added({ copiedFiles: 0, bytes: 0, parts: sparePartCount }, entry, way) : more;
    if (isFull) counts.push(1);
    else counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return counts;
}

interface Used {
  readonly copiedFiles: number;
  readonly bytes: number;
  /** The fewest parts that are enough, with fractions. */
  readonly parts: number;
}

function added({ copiedFiles, bytes, parts }: Used, entry: ArchiveEntry, way: ArchiveWay): Used {
  const isCopiedHere = way === 'copying' && isCopied(entry);
  const readBytes = readBytesOf(entry, way);
  return {
    copiedFiles: copiedFiles + (isCopiedHere ? 1 : 0),
    bytes: bytes + readBytes + (isCopiedHere ? entry.size : 0),
    parts: parts + readBytes / readPartBytes + (isCopiedHere ? 1 + Math.ceil(entry.size / maxPartBytes) : 0),
  };
}

function fits({ copiedFiles, bytes, parts }: Used, way: ArchiveWay, limits: VolumeLimits): boolean {
  if (way === 'streaming') return bytes <= limits.streamedBytes;
  return copiedFiles <= limits.copiedFiles && bytes <= limits.bytes && parts <= maxPartCount;
}
