import { daySeconds } from '../values/duration.ts';
import { type ItemKey, ttlAt, type Write } from './item.ts';
import { queryItems } from './query.ts';
import type { Table } from './table.ts';

/** The days for which admins see what scans have found. */
const keptForDays = 180;

/** A file with a verdict but clean, and the time of the verdict. */
export interface Finding {
  readonly fileId: string;
  readonly at: string;
}

/**
 * Lists the files in which scans have found something, or which they could not read. The state of each is with its
 * upload, so that a file that was deleted, released or scanned again needs no change here.
 *
 * | pk      | sk               | item                                      |
 * |---------|------------------|-------------------------------------------|
 * | `SCANS` | `FOUND#time#id`  | the id of a file with a verdict but clean |
 */
export function createFindingRecords(table: Table) {
  return {
    /** Lists findings, the latest verdict first, behind the place `after`. */
    async list(limit: number, after?: string): Promise<{ readonly findings: Finding[]; readonly next: string | null }> {
      const { items, next } = await queryItems<Finding & ItemKey>(table, {
        pk: 'SCANS',
        prefix: 'FOUND#',
        limit,
        after,
      });
      return { findings: items.map(({ fileId, at }) => ({ fileId, at })), next };
    },
  };
}

/** Returns the write that lists a file, for the transaction of its verdict. */
export function findingWrite(fileId: string, at: string): Write {
  const ttl = ttlAt(at) + keptForDays * daySeconds;
  return { put: { pk: 'SCANS', sk: `FOUND#${at}#${fileId}`, fileId, at, ttl } };
}
