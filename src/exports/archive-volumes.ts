import { viewOf } from '../values/byte-view.ts';
import type { ArchiveWay } from './archive-cuts.ts';
import { type ArchivePlan, planArchive } from './archive-plan.ts';
import { readEntryLines } from './entry-lines.ts';
import { splitIntoVolumes, volumeLimits } from './volumes.ts';

/** A volume as it was planned, with its frozen list. */
export interface PlannedVolume {
  readonly lines: Uint8Array;
  readonly plan: ArchivePlan;
}

/**
 * Plans the volumes of an archive.
 * @param firstLines the lines of the entries with which each volume begins, such as the manifest
 * @param lines the lines of all other entries
 */
export function* planVolumes(
  firstLines: string,
  lines: Uint8Array,
  way: ArchiveWay,
  limits = volumeLimits,
): Generator<PlannedVolume, void, undefined> {
  const first = Buffer.from(firstLines);
  const all = viewOf(lines);
  let start = 0;
  for (const count of splitIntoVolumes(readEntryLines(lines), way, limits)) {
    let end = start;
    for (let entry = 0; entry < count; entry += 1) end = all.indexOf('\n', end) + 1;
    const ofVolume = Buffer.concat([first, all.subarray(start, end)]);
    yield { lines: ofVolume, plan: planArchive(readEntryLines(ofVolume), way) };
    start = end;
  }
}
