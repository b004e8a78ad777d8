import { newId } from '../id.ts';
import type { Outside } from '../outside.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { Refusal } from '../refusal.ts';
import type { PresignedRequest } from '../storage/presign.ts';
import { formatBytes, mebibytes } from './byte-size.ts';
import { checkClaim, type FileClaim, type FileRules } from './file-rules.ts';
import { cleanFilename } from './filename.ts';
import { newFileKey } from './key.ts';
import { renewRequest, uploadLifetimeHours } from './upload.ts';
import { checkUploadLimits } from './upload-limits.ts';

/**
 * Up to this size the client must say the SHA-256 beforehand, and the URL then accepts those bytes only. A browser can hash only what it holds in memory,
 * and this much it holds without trouble, on a phone too.
 */
export const maxHashedBytes = mebibytes(16);

export interface UploadStart {
  readonly userId: string;
  readonly form: string;
  readonly field: string;
  readonly rules: FileRules;
  readonly claim: FileClaim & { readonly sha256?: string | undefined };
}

export interface StartedUpload {
  readonly upload: UploadRecord;
  readonly request: PresignedRequest;
}

/** Checks every rule that can be checked on a claim, and only then records the upload and signs the request for its bytes. */
export async function startUpload(outside: Outside, start: UploadStart): Promise<StartedUpload | Refusal> {
  const type = checkClaim(start.rules, start.claim);
  if (type instanceof Refusal) return type;
  const { size, sha256 } = start.claim;
  if (size <= maxHashedBytes && sha256 === undefined) return missingHash();
  const overLimit = await checkUploadLimits(outside, start.userId, size);
  if (overLimit) return overLimit;

  const now = outside.clock();
  const upload: UploadRecord = {
    id: newId(),
    userId: start.userId,
    form: start.form,
    field: start.field,
    key: newFileKey(),
    filename: cleanFilename(start.claim.filename),
    contentType: type.mime,
    size,
    ...(sha256 !== undefined && { claimedSha256: sha256 }),
    state: 'pending',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + uploadLifetimeHours * 3_600_000).toISOString(),
  };
  const request = await renewRequest(outside, upload);
  if (request instanceof Refusal) return request;
  await outside.records.uploads.add(upload);
  return { upload, request };
}

function missingHash(): Refusal {
  const message = `Files up to ${formatBytes(maxHashedBytes)} need their SHA-256 (base64) before they are sent.`;
  return new Refusal('invalid', message, { errors: [{ field: 'sha256', message }] });
}
