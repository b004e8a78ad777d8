import type { ExportRange, ExportVolume, SentParts } from '../records/export-record.ts';
import { decodeCrc32 } from '../storage/crc32-header.ts';
import type { ReceivedPart } from '../storage/multipart-upload.ts';
import { combineCrc32 } from '../values/crc32-combine.ts';

/** An object that has no parts yet. */
export const nothingSent: SentParts = { parts: 0, size: 0, crc32: 0 };

/** Returns what was sent, and parts that follow it in any order; undefined when a part has no checksum. */
export function followedBy(
  sent: SentParts,
  parts: readonly Pick<ReceivedPart, 'partNumber' | 'size' | 'crc32'>[],
): SentParts | undefined {
  let { size, crc32 } = sent;
  for (const part of parts.toSorted((one, other) => one.partNumber - other.partNumber)) {
    if (part.crc32 === undefined) return undefined;
    size += part.size;
    crc32 = combineCrc32(crc32, decodeCrc32(part.crc32), part.size);
  }
  return { parts: sent.parts + parts.length, size, crc32 };
}

/**
 * Finds out whether the parts of archives are the planned bytes, by the checksums of what was sent. It leaves out
 * archives that the bucket proves, and those whose parts were sent by a version without these checksums.
 */
export function areAsPlanned(volumes: readonly ExportVolume[], ranges: readonly ExportRange[]): boolean {
  return volumes.every(({ isProven, archive, crc32 }, index) => {
    const sent = ranges.flatMap((range) => (range.volume === index ? [range.sent] : []));
    if (isProven || !archive || sent.includes(undefined)) return true;
    const whole = sent.reduce((sum, part) => combineCrc32(sum, part?.crc32 ?? 0, part?.size ?? 0), 0);
    return whole === crc32;
  });
}
