import type { Message } from '../messages/message.ts';
import { isUnchanged, whenConditionHolds } from './condition.ts';
import { findingWrite } from './finding-records.ts';
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
     */
    keep(upload: UploadRecord, scan: ScanRecord, jobs: readonly JobRecord[]): Promise<boolean> {
      const update = { update: uploadKey(upload.id), set: { scan }, onlyIf: isUnchanged(upload, decisive) };
      const isFinding = 'at' in scan && scan.state !== 'clean';
      const listed = isFinding ? [findingWrite(upload.id, scan.at)] : [];
      return whenConditionHolds(() => writeTogether(table, [update, ...listed, ...jobs.map(jobWrite)]));
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

/** Returns the write that releases a file, for the transaction that tells about it in the history of its submission. */
export function noteReleased(upload: UploadRecord, released: ScanRecord): Write {
  return { update: uploadKey(upload.id), set: { scan: released }, onlyIf: isUnchanged(upload, decisive) };
}
