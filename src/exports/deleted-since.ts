import { Problem } from '../problems/problem.ts';
import type { ExportRecord } from '../records/export-record.ts';
import { minuteMs } from '../values/duration.ts';
import { foundKeysOf } from './export-keys.ts';
import type { ExportPorts } from './export-rights.ts';
import { readFoundLines } from './found-submission.ts';

/** The most deletions of a form whose submissions are looked for in an archive. */
const maxDeletions = 10_000;

/** A deletion has the time at which it began, and may end this much later. */
const latestMs = minuteMs;

/** Returns why an export may not leave any more after a deletion; `undefined` where it holds nothing of it. */
export async function deletedSince(ports: ExportPorts, record: ExportRecord): Promise<Problem | undefined> {
  return (await holdsDeleted(ports, record)) ? new Problem('gone', 'export-holds-deleted') : undefined;
}

/**
 * True for an export of a form that may hold a submission which was deleted since. An archive has a list of its
 * submissions; of a table it is not known. The export of one submission ends with that.
 */
export async function holdsDeleted({ records, bucket }: ExportPorts, record: ExportRecord): Promise<boolean> {
  const { what, kind, createdAt, buildingSince = createdAt } = record;
  if ('submissionId' in what) return false;
  const isArchive = kind === 'zip';
  const since = isArchive ? new Date(Date.parse(createdAt) - latestMs).toISOString() : buildingSince;
  const { ids, isMore } = await records.deletions.listSince(what.form, since, maxDeletions);
  if (ids.length === 0) return false;
  const keys = foundKeysOf(record);
  if (!isArchive || isMore || (keys.length === 0 && record.counts.submissions > 0)) return true;
  const deleted = new Set(ids);
  for (const key of keys) {
    const lines = await bucket.exports.read(key);
    if (!lines) return true;
    for (const { id } of readFoundLines(lines)) if (deleted.has(id)) return true;
  }
  return false;
}
