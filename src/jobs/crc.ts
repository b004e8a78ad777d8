import { readCrc } from '../files/read-crc.ts';
import type { RunJob } from './job-run.ts';

/**
 * Stores the CRC-32 of a submission's files that have none: an archive needs it before it is written. Their bytes are
 * read once, and must have the SHA-256 with which they were accepted.
 */
export const storeCrc: RunJob<'crc'> = async ({ ports, args, isNearEnd, keepPlace, countBytes }) => {
  const { bucket, records } = ports;
  const submission = await records.submissions.find(args.submissionId);
  if (!submission) return 'done';
  for (const [field, files] of Object.entries(submission.files))
    for (const [index, file] of files.entries()) {
      if (file.crc32 !== null) continue;
      if (isNearEnd()) return { goOnFrom: null };
      const etag = (await records.uploads.find(file.id))?.etag;
      const found = etag === undefined ? undefined : await readCrc(bucket, file, etag, countBytes);
      if (found !== undefined) await records.submissions.keepCrc32(submission.id, { field, index, file }, found);
      // The next run skips this file, so this is progress, even if the next file fails.
      await keepPlace(null);
    }
  return 'done';
};
