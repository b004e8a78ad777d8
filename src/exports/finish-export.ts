import type { ExportRecord } from '../records/export-record.ts';
import { WrongChecksum } from '../storage/assembly-errors.ts';
import type { FinishResult } from '../storage/finish-assembly.ts';
import { areAsPlanned } from './archive-checksum.ts';
import { openByNow } from './closed-since.ts';
import { holdsDeleted } from './deleted-since.ts';
import { failExport, planAgain, removeBytes } from './end-export.ts';
import { foundKeysOf } from './export-keys.ts';
import { endOfExport } from './export-limits.ts';
import { type ExportPorts, mayStillExport } from './export-rights.ts';
import { readGates } from './read-gates.ts';

/** Thrown when the bucket lacks parts of an export that were sent. Another try finds them, or fails too. */
class PartsMissing extends Error {
  override name = 'PartsMissing';
}

/**
 * Makes the objects of an export whose parts were sent, and gives them to its user for a day. Their rights are
 * read again, and the gates of all files: either may have been lost meanwhile. Doing it twice changes nothing.
 *
 * @returns false when `isNearEnd` has stopped it; the next call goes on
 */
export async function finishExport(
  ports: ExportPorts,
  record: ExportRecord,
  isNearEnd: () => boolean,
): Promise<boolean> {
  if (!(await mayStillExport(ports, record))) {
    await failExport(ports, record, 'export-rights-lost');
    return true;
  }
  const [openBy, gates] = [await openByNow(ports, record), await readGates(ports, record, isNearEnd)];
  if (gates === 'stopped') return false;
  if (gates !== 'open') {
    await planAgain(ports, record, gates === 'closed' ? 'closed' : 'lost');
    return true;
  }
  if (record.kind === 'zip' && (await holdsDeleted(ports, record))) {
    await planAgain(ports, record, 'closed');
    return true;
  }
  const isProven = record.volumes.every((volume) => volume.isProven);
  if (!isProven && !areAsPlanned(record.volumes, await ports.records.exports.listRanges(record))) {
    await planAgain(ports, record, 'proof');
    return true;
  }
  for (const volume of record.volumes) {
    if (isNearEnd()) return false;
    const result = await proven(() => ports.bucket.assembly.finish(volume, volume));
    if (result === 'incomplete') throw new PartsMissing(`Parts of export ${record.id} have not arrived.`);
    if (result === 'finished') continue;
    await planAgain(ports, record, result === 'damaged' ? 'proof' : 'lost');
    return true;
  }
  const expiresAt = endOfExport(ports.clock());
  const { volumes, counts } = record;
  // The list of its files stays: a scan may find malware in one of them later.
  const workKeys = foundKeysOf(record);
  const ready = { state: 'ready', expiresAt, volumes, counts, workKeys, ...(openBy && { openBy }) } as const;
  if (await ports.records.exports.change(record, ready)) {
    await removeBytes(ports, { volumes: [], workKeys: record.workKeys.filter((key) => !workKeys.includes(key)) });
  } else if ((await ports.records.exports.find(record.id)) === undefined) {
    // Its user has removed it meanwhile, and the objects came after that.
    await removeBytes(ports, record);
  }
  return true;
}

/** Runs the last step; returns `damaged` when the bucket has refused the bytes for their checksum. */
async function proven(finish: () => Promise<FinishResult>): Promise<FinishResult | 'damaged'> {
  try {
    return await finish();
  } catch (error) {
    if (error instanceof WrongChecksum) return 'damaged';
    throw error;
  }
}
