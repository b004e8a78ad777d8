import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { signedRequestLifetimeSeconds } from '../storage/presigned-request.ts';
import { hourMs } from '../values/duration.ts';
import { isId } from '../values/id.ts';
import { multipartIdentityOf } from './parts.ts';

/** The hours in which an upload may stay open. The lifecycle rules in `template.yaml` remove its bytes a day later. */
const uploadLifetimeHours = 24;

/** Returns the time when an upload that starts now expires (RFC 3339). */
export function expiryOfUpload(startedAt: Date): string {
  return new Date(startedAt.getTime() + uploadLifetimeHours * hourMs).toISOString();
}

/** Finds an upload that this user started; see `ownUpload`. */
export async function findUpload(ports: Ports, userId: string, id: string): Promise<UploadRecord | Problem> {
  return ownUpload(ports, userId, isId(id) ? await ports.records.uploads.find(id) : undefined);
}

/** Returns the upload if this user started it. An upload of another user, and an expired one, counts as not found. */
export function ownUpload({ clock }: Ports, userId: string, upload: UploadRecord | undefined): UploadRecord | Problem {
  const exists =
    upload !== undefined && (upload.state === 'attached' || Date.parse(upload.expiresAt) > clock().getTime());
  return exists && upload.userId === userId ? upload : uploadNotFound();
}

/** True for the file of a submission. */
export function isFileOf({ state, submissionId }: UploadRecord, id: string | undefined): boolean {
  return state === 'attached' && id !== undefined && submissionId === id;
}

/** Abandons an upload and removes its bytes at once. A file that a submission holds stays. */
export async function abandonUpload(
  { bucket, records, metrics, clock }: Ports,
  upload: UploadRecord,
): Promise<undefined | Problem> {
  if (!(await records.uploads.remove(upload, bytesMayComeUntil(upload, clock())))) {
    return new Problem('conflict', 'upload-attached');
  }
  if (upload.state !== 'rejected') metrics.count('UploadAbandoned', upload);
  await removeBytes(bucket, upload);
  return undefined;
}

/**
 * Returns when the last signed URL for an upload's bytes expires (RFC 3339). It counts a URL that is signed now as the
 * last one.
 *
 * @returns `undefined` when there is no such URL: S3 rejects parts of an aborted upload, and a posted file is copied to
 *   a key for which no URL was signed
 */
export function bytesMayComeUntil(upload: UploadRecord, now: Date): string | undefined {
  if (upload.multipartId !== undefined || upload.claimedSha256 === undefined) return undefined;
  return new Date(now.getTime() + signedRequestLifetimeSeconds * 1000).toISOString();
}

/**
 * Removes the bytes of an upload, object and parts. Parts go first: a completion under way may still turn them into an
 * object, which goes next.
 */
export async function removeBytes(bucket: Bucket, upload: UploadRecord): Promise<void> {
  const place = multipartIdentityOf(upload);
  if (place) await bucket.multipart.abort(place);
  await bucket.remove(upload.key);
}

/** Returns the one problem for an upload that is missing, expired or another user's. */
export function uploadNotFound(): Problem {
  return new Problem('not-found', 'no-such-upload');
}
