import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { signedRequestLifetimeSeconds } from '../storage/presigned-request.ts';
import { hourMs } from '../values/duration.ts';
import { isId } from '../values/id.ts';
import { multipartPlaceOf } from './parts.ts';

/** How long an upload may stay open. The lifecycle rules in `template.yaml` remove its bytes a day later. */
const uploadLifetimeHours = 24;

/** When an upload that starts now stops being open (RFC 3339). */
export function expiryOfUpload(startedAt: Date): string {
  return new Date(startedAt.getTime() + uploadLifetimeHours * hourMs).toISOString();
}

/** The upload, for whoever started it. Anything else, and what has expired, does not exist. */
export async function findUpload(
  { records, clock }: Ports,
  userId: string,
  id: string,
): Promise<UploadRecord | Problem> {
  const upload = isId(id) ? await records.uploads.find(id) : undefined;
  const exists =
    upload !== undefined && (upload.state === 'attached' || Date.parse(upload.expiresAt) > clock().getTime());
  return exists && upload.userId === userId ? upload : uploadNotFound();
}

/** Gives an upload up; its bytes go at once. A file that a submission holds stays. */
export async function abandonUpload(
  { bucket, records, metrics, clock }: Ports,
  upload: UploadRecord,
): Promise<undefined | Problem> {
  if (!(await records.uploads.remove(upload, bytesMayComeUntil(upload, clock())))) {
    return new Problem('conflict', 'This file belongs to a submission already and cannot be removed from it.');
  }
  if (upload.state !== 'rejected') metrics.count('UploadAbandoned', upload);
  await removeBytes(bucket, upload);
  return undefined;
}

/**
 * Returns when the last signed URL that lets an upload's bytes arrive runs out (RFC 3339), given out now at the latest.
 *
 * @returns `undefined` where none does: parts of an aborted upload are refused, and a posted file is copied to a key for
 *   which no URL was signed
 */
export function bytesMayComeUntil(upload: UploadRecord, now: Date): string | undefined {
  if (upload.multipartId !== undefined || upload.claimedSha256 === undefined) return undefined;
  return new Date(now.getTime() + signedRequestLifetimeSeconds * 1000).toISOString();
}

/**
 * Takes away what has arrived, whole or in parts. The parts first: what they might still become is then an object,
 * which goes next.
 */
export async function removeBytes(bucket: Bucket, upload: UploadRecord): Promise<void> {
  const place = multipartPlaceOf(upload);
  if (place) await bucket.multipart.abort(place);
  await bucket.remove(upload.key);
}

/** The same for an upload that is not there, that has expired, and that is somebody else's. */
export function uploadNotFound(): Problem {
  return new Problem('not-found', 'There is no such upload. It may have expired: choose the file again.');
}
