import type { ScanRecord } from '../records/scan-record.ts';
import type { FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import { describeScan } from './file-scans.ts';

/** Returns a submission as JSON. */
export function describeSubmission(submission: SubmissionRecord) {
  return describe(submission, describeFile);
}

/**
 * Returns a submission as JSON, each of its files with its scan.
 * @param isReviewer true for readers who may know which reviewer has released a file
 */
export function describeWithScans(
  submission: SubmissionRecord,
  uploads: ReadonlyMap<string, { readonly scan?: ScanRecord }>,
  isReviewer: boolean,
) {
  const scanOf = (id: string) => describeScan(uploads.get(id)?.scan, isReviewer);
  return describe(submission, (file) => ({ ...describeFile(file), scan: scanOf(file.id) }));
}

function describe<Shown>(submission: SubmissionRecord, show: (file: FileRecord) => Shown) {
  const { id, number, form, formVersion = null, supersedes = null, submittedAt, submitter, fields, files } = submission;
  const shownFiles = Object.entries(files).map(([field, list]) => [field, list.map(show)] as const);
  return {
    ...{ id, number, form, formVersion, supersedes, submittedAt, submitter, fields },
    files: Object.fromEntries(shownFiles),
  };
}

function describeFile({ id, filename, contentType, size, sha256, crc32 }: FileRecord) {
  return { id, filename, contentType, size, sha256, crc32 };
}
