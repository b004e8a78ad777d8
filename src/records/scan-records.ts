import type { Message } from '../messages/message.ts';
import { isUnchanged, whenConditionHolds } from './condition.ts';
import { findingWrite, openFindingWrites } from './finding-records.ts';
import { type Write, writeTogether } from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import type { ScanRecord } from './scan-record.ts';
import type { Table } from './table.ts';
import { endReservation, type UploadRecord, uploadKey } from './upload-records.ts';

/** Stores how far the scans of files are: each in the item of its upload. */
export function createScanRecords(table: Table) {
  return {
    /**
     * Replaces the scan of an upload, and writes the jobs that follow from it. Returns `false` when the upload has changed
     * since it was read.
     *
     * @param cameAt the time (RFC 3339) at which a verdict came, where that is not the time of its scan: by it, the file
     * is listed among the findings, so that those since a moment are all that came since
     */
    keep(upload: UploadRecord, scan: ScanRecord, jobs: readonly JobRecord[], cameAt?: string): Promise<boolean> {
      const isFinding = 'at' in scan && scan.state !== 'clean';
      const finding = isFinding && { fileId: upload.id, at: cameAt ?? scan.at, scanAt: scan.at };
      return keepScan(table, upload, scan, [...(finding ? [findingWrite(finding)] : []), ...jobs.map(jobWrite)]);
    },

    /** Lists a file of a submission that had its verdict before; `false` when it has changed since it was read. */
    async noteOpen(upload: UploadRecord): Promise<boolean> {
      return upload.scan !== undefined && keepScan(table, upload, upload.scan, []);
    },

    /** Lists a file that waits for its scan for long, once; returns `false` when it no longer waits. */
    async noteLate(upload: UploadRecord, lateSince: string): Promise<boolean> {
      if (upload.scan?.state !== 'waiting') return false;
      return upload.scan.lateSince !== undefined || keepScan(table, upload, { state: 'waiting', lateSince }, []);
    },

    /**
     * Rejects an upload with a reason, once; returns `false` when it was rejected or attached before.
     *
     * @param bytesMayComeUntil the end (RFC 3339) of the time for which its size stays counted, where it does
     */
    refuse(upload: UploadRecord, reason: Message, bytesMayComeUntil: string | undefined): Promise<boolean> {
      const isOpen = {
        expression: '#state = :pending OR #state = :complete',
        values: { pending: 'pending', complete: 'complete' },
      };
      const update = { update: uploadKey(upload.id), set: { state: 'rejected', reason }, onlyIf: isOpen };
      return whenConditionHolds(() => writeTogether(table, [update, endReservation(upload, bytesMayComeUntil)]));
    },
  };
}

function keepScan(table: Table, upload: UploadRecord, scan: ScanRecord, alongside: readonly Write[]): Promise<boolean> {
  const update = { update: uploadKey(upload.id), set: { scan }, onlyIf: isUnchanged(upload, decisive) };
  // Only what a submission holds waits for a person: other uploads end by themselves.
  const open = upload.state === 'attached' ? openFindingWrites(upload.id, upload.scan, scan) : [];
  return whenConditionHolds(() => writeTogether(table, [update, ...open, ...alongside]));
}

/** The attributes by which a verdict decides what to do. */
const decisive = ['key', 'state', 'submissionId', 'scan'] as const;

/**
 * Returns the write that notes where the bytes of an infected file are, once. It belongs to the transaction that tells
 * about it in the history of its submission.
 */
export function noteQuarantined({ id, submissionId }: UploadRecord, quarantined: 'removed' | 'kept'): Write {
  const isFirst = {
    expression: '#submissionId = :holder AND attribute_not_exists(#quarantined)',
    values: { holder: submissionId ?? '' },
  };
  return { update: uploadKey(id), set: { quarantined }, unset: ['preview'], onlyIf: isFirst };
}

/** Returns the writes that release a file, for the transaction that tells about it in the history of its submission. */
export function noteReleased(upload: UploadRecord, released: ScanRecord): Write[] {
  return [
    { update: uploadKey(upload.id), set: { scan: released }, onlyIf: isUnchanged(upload, decisive) },
    ...openFindingWrites(upload.id, upload.scan, released),
  ];
}
