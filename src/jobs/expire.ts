import { removeBytes } from '../uploads/upload.ts';
import type { RunJob } from './job-run.ts';

/**
 * Removes the uploads of a user that expired without a submission, with their bytes, and counts them as abandoned. The
 * bytes go first: an interruption leaves an upload without bytes, which the next run removes.
 */
export const expireUploads: RunJob<'expire'> = async ({ ports, args: { userId }, isNearEnd, keepPlace }) => {
  const { bucket, records, metrics, clock } = ports;
  for (const id of await records.uploads.listExpired(userId, clock().toISOString())) {
    if (isNearEnd()) return { goOnFrom: null };
    const upload = await records.uploads.find(id);
    if (upload && upload.state !== 'attached' && upload.state !== 'rejected') await removeBytes(bucket, upload);
    const removed = await records.uploads.expire(userId, id);
    if (removed && upload && upload.state !== 'rejected') metrics.count('UploadAbandoned', upload);
    await keepPlace(null);
  }
  return 'done';
};
