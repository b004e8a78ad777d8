import type { Messages } from '../messages/messages.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { ExportCounts, ExportRecord, ExportVolume } from '../records/export-record.ts';
import { planVolumes } from './archive-volumes.ts';
import { failExport } from './end-export.ts';
import { newExportKey } from './export-keys.ts';
import type { ExportPorts } from './export-rights.ts';
import { freezeList } from './freeze-list.ts';
import { maxRanges, planRanges, type VolumeWork } from './plan-ranges.ts';
import { volumeLimits } from './volumes.ts';

/** What the search has found, and how its objects are named. */
interface SearchResult {
  /** The keys of the objects with the submissions that were found. */
  readonly foundKeys: readonly string[];
  readonly counts: ExportCounts;
  readonly messages: Messages;
  readonly isNearEnd: () => boolean;
}

/**
 * Lays out the volumes of an archive. The manifest comes first, then the files in the order of the search. It then
 * hands over the jobs that send the parts. Of two calls for the same plan, one takes effect.
 *
 * @returns false when `isNearEnd` has stopped it; the next call begins anew
 */
export async function layOutExport(
  ports: ExportPorts,
  record: ExportRecord,
  result: SearchResult,
  limits = volumeLimits,
): Promise<boolean> {
  const { bucket, records, clock } = ports;
  const frozen = await freezeList(ports, record, result);
  const volumes: ExportVolume[] = [];
  const work: VolumeWork[] = [];
  for (const { lines, plan } of planVolumes(frozen.firstLines, frozen.lines, frozen.way, limits)) {
    if (result.isNearEnd()) return false;
    const { size, crc32, parts, entries, readPartBytes, pieceBytes, readBytes } = plan;
    const listKey = newExportKey(record, 'list');
    await bucket.exports.put(listKey, lines);
    const upload = await bucket.assembly.begin(newExportKey(record, 'archive.zip'), 'application/zip');
    const archive = { listKey, entries, readPartBytes, pieceBytes };
    volumes.push({ ...upload, filename: '', size, crc32, parts, archive });
    work.push({ parts, readBytes, readPartBytes });
  }
  const named = volumes.map((volume, index) => ({ ...volume, filename: filenameOf(record, index, volumes.length) }));
  if (named.length > maxRanges) {
    await failExport(ports, { ...record, volumes: named }, 'export-too-many-files');
    return true;
  }
  const ranges = planRanges(work);
  const args = { exportId: record.id, attempt: record.attempt };
  const jobs = ranges.map(({ number }) => newJob('export-range', { ...args, range: number }, { now: clock() }));
  const workKeys = [...frozen.keys, ...named.flatMap(({ archive }) => archive?.listKey ?? [])];
  const building = {
    state: 'building',
    ...{ volumes: named, counts: result.counts, workKeys },
    buildingSince: clock().toISOString(),
  } as const;
  if (await records.exports.change(record, building, { jobs, ranges })) await handOver(ports, jobs);
  // Another worker has laid out the same, or the export was removed.
  else for (const volume of named) await bucket.assembly.abort(volume);
  return true;
}

function filenameOf({ name }: ExportRecord, index: number, count: number): string {
  return count === 1 ? `${name}.zip` : `${name}-${index + 1}.zip`;
}
