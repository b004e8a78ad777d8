import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { FileRecord } from '../records/submission-records.ts';
import { mebibytes } from '../values/byte-size.ts';
import type { JobRun, RunJob } from './job-run.ts';

/** The bytes that one request to the bucket reads, and the most that the job holds at once. */
const bytesPerRead = mebibytes(8);

/** Thrown when the bucket holds other bytes than those that were accepted. A person must look. */
class StoredBytesDiffer extends Error {
  override name = 'StoredBytesDiffer';
}

/**
 * Stores the CRC-32 of a submission's files that have none: an archive needs it before it is written. Their bytes are
 * read once, and must have the SHA-256 with which they were accepted.
 */
export const storeCrc: RunJob<'crc'> = async (run) => {
  const { records } = run.ports;
  const submission = await records.submissions.find(run.args.submissionId);
  if (!submission) return 'done';
  for (const [field, files] of Object.entries(submission.files))
    for (const [index, file] of files.entries()) {
      if (file.crc32 !== null) continue;
      if (run.isNearEnd()) return { goOnFrom: null };
      const found = await readCrc(run, file);
      if (found !== undefined) await records.submissions.keepCrc32(submission.id, { field, index, file }, found);
      // The next run skips this file, so this is progress, even if the next file fails.
      await run.keepPlace(null);
    }
  return 'done';
};

/** Returns the CRC-32 of a file in Base64, as S3 writes it; `undefined` when its bytes are gone. */
async function readCrc({ ports, countBytes }: JobRun<'crc'>, file: FileRecord): Promise<string | undefined> {
  const etag = (await ports.records.uploads.find(file.id))?.etag;
  if (etag === undefined) return undefined;
  const sha256 = createHash('sha256');
  let crc = 0;
  for (let start = 0; start < file.size; start += bytesPerRead) {
    const bytes = await ports.bucket.readRange(file.key, etag, start, Math.min(start + bytesPerRead, file.size));
    if (bytes === undefined) return undefined;
    sha256.update(bytes);
    crc = crc32(bytes, crc);
    countBytes(bytes.length);
  }
  if (file.sha256 !== null && sha256.digest('base64') !== file.sha256)
    throw new StoredBytesDiffer(`The bytes of file ${file.id} are not those that were accepted.`);
  const bytesOfCrc = Buffer.alloc(4);
  bytesOfCrc.writeUInt32BE(crc);
  return bytesOfCrc.toString('base64');
}
