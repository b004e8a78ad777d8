import type { User } from '../accounts/users/user.ts';
import { type OpenedFile, openFile } from '../files/opened-file.ts';
import { Problem } from '../problems/problem.ts';
import type { ExportRange, ExportRecord, ExportVolume } from '../records/export-record.ts';
import { isId } from '../values/id.ts';
import { closedSince } from './closed-since.ts';
import { deletedSince } from './deleted-since.ts';
import { type ExportPorts, mayExport } from './export-rights.ts';

/** How far an export is. */
export interface ExportProgress {
  readonly doneBytes: number;
  /** Null for a table, and while files are looked for. */
  readonly totalBytes: number | null;
  readonly secondsLeft: number | null;
}

/** The time after which the speed so far tells how long the rest takes. */
const leastMs = 2000;

/** Returns an export that the user started and that has not expired; any other counts as not found. */
export async function findOwnExport(ports: ExportPorts, user: User, id: string): Promise<ExportRecord | undefined> {
  const record = isId(id) ? await ports.records.exports.find(id) : undefined;
  return record && record.user.id === user.id && isKept(record, ports.clock()) ? record : undefined;
}

/** True until an export's day has ended. */
export function isKept({ expiresAt }: Pick<ExportRecord, 'expiresAt'>, now: Date): boolean {
  return expiresAt > now.toISOString();
}

/** Returns how far an export is, by the ranges of its plan. */
export async function progressOf({ records, clock }: ExportPorts, record: ExportRecord): Promise<ExportProgress> {
  const { state, kind, volumes, counts, buildingSince } = record;
  const total = volumes.reduce((sum, { size }) => sum + size, 0);
  if (state === 'ready') return { doneBytes: total, totalBytes: total, secondsLeft: 0 };
  if (state !== 'building') return { doneBytes: 0, totalBytes: null, secondsLeft: null };
  if (kind !== 'zip') return { doneBytes: counts.bytes, totalBytes: null, secondsLeft: null };
  const done = sumOf(await records.exports.listRanges(record));
  const elapsedMs = clock().getTime() - Date.parse(buildingSince ?? record.createdAt);
  const isTelling = done > 0 && elapsedMs >= leastMs;
  const secondsLeft = isTelling ? Math.ceil(((total - done) / done) * (elapsedMs / 1000)) : null;
  return { doneBytes: done, totalBytes: total, secondsLeft };
}

/**
 * Returns a volume of a ready export as a file to download. The rights of now count.
 * @returns a problem when there is none, when the user may no longer see its submissions, when they may no longer fetch
 * one of its files, or when a submission in it was deleted
 */
export async function findVolume(
  ports: ExportPorts,
  user: User,
  record: ExportRecord,
  number: number,
): Promise<OpenedFile | Problem> {
  const volume = record.volumes[number - 1];
  const notFound = new Problem('not-found', 'no-such-export');
  if (record.state !== 'ready' || !volume || !(await mayExport(ports, user, record.what))) return notFound;
  // Its job has asked the gate of each file in it.
  const closed = (await closedSince(ports, record)) ?? (await deletedSince(ports, record));
  const isOpen = closed === undefined;
  return (
    openFile({ id: record.id, ...fileOf(volume, record), sha256: null, crc32: null }, { isOpen }) ?? closed ?? notFound
  );
}

function fileOf({ key, filename, size }: ExportVolume, { kind }: ExportRecord) {
  const contentTypes = { zip: 'application/zip', csv: 'text/csv', jsonl: 'application/jsonl' } as const;
  return { key, filename, size, contentType: contentTypes[kind] };
}

function sumOf(ranges: readonly ExportRange[]): number {
  return ranges.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
}
