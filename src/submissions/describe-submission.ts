import type { ScanRecord } from '../records/scan-record.ts';
import type { FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import { describeScan } from './gated-file.ts';

/** Returns a submission as JSON. */
export function describeSubmission(submission: SubmissionRecord) {
  const { id, number, form, formVersion = null, supersedes = null, submittedAt, submitter, fields, files } = submission;
  const shownFiles = Object.entries(files).map(([field, list]) => [field, list.map(describeFile)]);
  return {
    ...{ id, number, form, formVersion, supersedes, submittedAt, submitter, fields },
    files: Object.fromEntries(shownFiles),
  };
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
  const files = Object.entries(submission.files).map(([field, list]) => [
    field,
    list.map((file) => ({ ...describeFile(file), scan: describeScan(uploads.get(file.id)?.scan, isReviewer) })),
  ]);
  return { ...describeSubmission(submission), files: Object.fromEntries(files) };
}

function describeFile({ id, filename, contentType, size, sha256, crc32 }: FileRecord) {
  return { id, filename, contentType, size, sha256, crc32 };
}
