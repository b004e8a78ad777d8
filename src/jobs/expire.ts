import { removeBytes } from '../uploads/upload.ts';
import type { RunJob } from './job-run.ts';

/**
 * Removes the uploads of a user that expired without a submission, with their bytes, and counts them as abandoned. An
 * upload is rejected first, so that no submission can accept it while its bytes go, and its record goes last.
 */
export const expireUploads: RunJob<'expire'> = async ({ ports, args: { userId }, isNearEnd, keepPlace }) => {
  const { bucket, records, metrics, clock } = ports;
  for (const id of await records.uploads.listExpired(userId, clock().toISOString())) {
    if (isNearEnd()) return { goOnFrom: null };
    const upload = await records.uploads.find(id);
    const isRejected = upload && (await records.uploads.rejectExpired(upload));
    if (isRejected) metrics.count('UploadAbandoned', upload);
    // An earlier run may have died before the bytes went.
    if (isRejected || upload?.state === 'rejected') await removeBytes(bucket, upload);
    await records.uploads.forgetExpired(userId, id);
    await keepPlace(null);
  }
  return 'done';
};
