import type { ExportRange } from '../records/export-record.ts';
import { mebibytes } from '../values/byte-size.ts';

/** The most jobs that send the parts of an export: they are written in one transaction, two writes each. */
export const maxRanges = 45;
/** The most jobs that send the parts of one volume. */
const maxRangesOfVolume = 16;
/** The work that is worth a job of its own: bytes that are read and sent, or copies. */
const readBytesOfRange = mebibytes(256);
const copiesOfRange = 1000;

/** The work of a volume. */
export interface VolumeWork {
  readonly parts: number;
  readonly readBytes: number;
  readonly readPartBytes: number;
}

/** Divides the parts of volumes among jobs: each has parts that follow each other, and every part has one job. */
export function planRanges(volumes: readonly VolumeWork[]): ExportRange[] {
  const most = Math.min(maxRangesOfVolume, Math.max(1, Math.floor(maxRanges / volumes.length)));
  const ranges: ExportRange[] = [];
  for (const [volume, { parts, readBytes, readPartBytes }] of volumes.entries()) {
    const copies = Math.max(0, parts - Math.ceil(readBytes / readPartBytes));
    const wanted = Math.ceil(readBytes / readBytesOfRange + copies / copiesOfRange);
    const count = Math.min(most, Math.max(1, wanted), parts);
    for (let index = 0; index < count; index += 1)
      ranges.push({
        number: ranges.length,
        volume,
        firstPart: Math.floor((index * parts) / count) + 1,
        lastPart: Math.floor(((index + 1) * parts) / count),
        sentBytes: 0,
        isDone: false,
      });
  }
  return ranges;
}
