import type { Write } from './item.ts';
import type { ScanRecord } from './scan-record.ts';
import { uploadKey } from './upload-records.ts';

/**
 * Returns the write that attaches a complete upload to a submission, for the transaction that makes the submission. An
 * upload that is known as infected keeps the submission from being made.
 *
 * @param isScanned true for a file that waits for its scan, unless it has a verdict
 */
export function attach(upload: { id: string }, submissionId: string, isScanned: boolean): Write {
  const isSound = {
    // A missing attribute is unlike any value.
    expression: '#state = :expected AND #scan.#state <> :infected',
    values: { expected: 'complete', infected: 'infected' },
  };
  const set = { state: 'attached', submissionId };
  return { update: uploadKey(upload.id), set, ...marking(isScanned), unset: ['ttl'], onlyIf: isSound };
}

/** Returns the write by which a submission takes a file over from the one that it supersedes. */
export function takeOver(
  upload: { id: string },
  from: string | undefined,
  submissionId: string,
  isScanned: boolean,
): Write {
  const isStillThere = {
    expression: '#state = :attached AND #submissionId = :from AND #scan.#state <> :infected',
    values: { attached: 'attached', from: from ?? '', infected: 'infected' },
  };
  return { update: uploadKey(upload.id), set: { submissionId }, ...marking(isScanned), onlyIf: isStillThere };
}

/** A verdict may have come before. An upload from before its form was scanned has no mark either. */
function marking(isScanned: boolean): { setIfAbsent?: { scan: ScanRecord } } {
  return isScanned ? { setIfAbsent: { scan: { state: 'waiting' } } } : {};
}
