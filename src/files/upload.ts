import type { Outside } from '../outside.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { Refusal } from '../refusal.ts';
import type { PresignedRequest } from '../storage/presign.ts';

/** How long an upload may stay open. The lifecycle rules in `template.yaml` remove its bytes a day later. */
export const uploadLifetimeHours = 24;

/** The upload, for whoever started it. Anything else, and what has expired, does not exist. */
export async function findUpload(
  { records, clock }: Outside,
  userId: string,
  id: string,
): Promise<UploadRecord | Refusal> {
  const upload = await records.uploads.find(id);
  const isOpen =
    upload !== undefined && (upload.state === 'attached' || Date.parse(upload.expiresAt) > clock().getTime());
  return isOpen && upload.userId === userId ? upload : uploadNotFound();
}

/** A fresh permission to send the same bytes, for when the first ran out before they were sent. */
export async function renewRequest({ bucket }: Outside, upload: UploadRecord): Promise<PresignedRequest | Refusal> {
  if (upload.state !== 'pending')
    return new Refusal('conflict', 'This upload is finished. Start a new one to send another file.');
  return bucket.presignPut(upload.key, {
    contentType: upload.contentType,
    size: upload.size,
    sha256: upload.claimedSha256,
  });
}

/** Gives an upload up; its bytes go at once. A file that a submission holds stays. */
export async function giveUp({ bucket, records }: Outside, upload: UploadRecord): Promise<undefined | Refusal> {
  if (!(await records.uploads.remove(upload))) {
    return new Refusal('conflict', 'This file belongs to a submission already and cannot be removed from it.');
  }
  await bucket.remove(upload.key);
  return undefined;
}

export function uploadNotFound(): Refusal {
  return new Refusal('not-found', 'There is no such upload. It may have expired: choose the file again.');
}
