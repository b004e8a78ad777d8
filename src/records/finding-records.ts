import { daySeconds } from '../values/duration.ts';
import { removeItems } from './batch-write.ts';
import { type ItemKey, ttlAt, type Write } from './item.ts';
import { queryItems } from './query.ts';
import type { ScanRecord } from './scan-record.ts';
import type { Table } from './table.ts';

/** The days for which admins see what scans have found. */
const keptForDays = 180;

/** The most open findings that are counted. */
const maxCounted = 99;

/** The list of all findings, and that of those which wait for a person or a scanner. */
export type FindingList = 'FOUND' | 'OPEN';

/** A file with a verdict but clean, or one that waits for long. */
export interface Finding {
  readonly fileId: string;
  /** The time by which it is listed. In the list of all, it is when the verdict came. */
  readonly at: string;
  /** The time of the scan, which may be days before; absent where it is `at`. */
  readonly scanAt?: string;
}

/** A number of open findings; `isMore` when there are further ones. */
export interface OpenCount {
  readonly count: number;
  readonly isMore: boolean;
}

/**
 * Lists the files in which scans have found something, or which they could not read. The state of each is with its
 * upload, so that a file that was deleted, released or scanned again needs no change in the list of all.
 *
 * | pk      | sk               | item                                                                    |
 * |---------|------------------|-------------------------------------------------------------------------|
 * | `SCANS` | `FOUND#time#id`  | the id of a file with a verdict but clean                               |
 * | `SCANS` | `OPEN#time#id`   | a file that was not scanned and not released, or waits for long         |
 */
export function createFindingRecords(table: Table) {
  return {
    /** Lists findings, the latest first, behind the place `after`. */
    async list(
      limit: number,
      after?: string,
      list: FindingList = 'FOUND',
    ): Promise<{ readonly findings: Finding[]; readonly next: string | null }> {
      const query = { pk: 'SCANS', prefix: `${list}#`, limit, after };
      const { items, next } = await queryItems<Finding & ItemKey>(table, query);
      return { findings: items.map(({ fileId, at, scanAt }) => ({ fileId, at, ...(scanAt && { scanAt }) })), next };
    },

    /** Counts the open findings, in one call. */
    async countOpen(): Promise<OpenCount> {
      const { items, next } = await queryItems(table, { pk: 'SCANS', prefix: 'OPEN#', limit: maxCounted });
      return { count: items.length, isMore: next !== null };
    },

    /** Removes files from the open findings. */
    close: (findings: readonly Finding[]): Promise<void> => removeItems(table, findings.map(openFindingKey)),
  };
}

/** Returns the write that lists a file, for the transaction of its verdict. */
export function findingWrite(finding: Finding): Write {
  return { put: itemOf('FOUND', finding) };
}

/** Returns the writes that move a file in or out of the open findings, with a change of its scan. */
export function openFindingWrites(id: string, before: ScanRecord | undefined, after: ScanRecord): Write[] {
  const [earlier, later] = [openFindingOf(id, before), openFindingOf(id, after)];
  const isMoved = earlier !== undefined && earlier.at !== later?.at;
  return [
    ...(isMoved ? [{ remove: openFindingKey(earlier) }] : []),
    ...(later ? [{ put: itemOf('OPEN', later) }] : []),
  ];
}

/** Returns the place of a file among the open findings; `undefined` for one that has none. */
export function openFindingOf(fileId: string, scan: ScanRecord | undefined): Finding | undefined {
  if (scan?.state === 'waiting') return scan.lateSince === undefined ? undefined : { fileId, at: scan.lateSince };
  const isOpen = (scan?.state === 'unscannable' || scan?.state === 'failed') && scan.released === undefined;
  return isOpen ? { fileId, at: scan.at } : undefined;
}

function itemOf(list: FindingList, { fileId, at, scanAt }: Finding) {
  const sk = `${list}#${at}#${fileId}`;
  return { pk: 'SCANS', sk, fileId, at, ...(scanAt && { scanAt }), ttl: ttlAt(at) + keptForDays * daySeconds };
}

function openFindingKey({ fileId, at }: Finding): ItemKey {
  return { pk: 'SCANS', sk: `OPEN#${at}#${fileId}` };
}
