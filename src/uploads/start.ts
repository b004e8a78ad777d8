import { type MediaType, nameWithExtension } from '../files/media-type.ts';
import { newFileKey } from '../files/object-key.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { newId } from '../values/id.ts';
import { countEvent } from './count-event.ts';
import { checkClaim, type FileClaim, type FileRules } from './file-rules.ts';
import { maxSinglePutBytes, type PartPlan, planParts } from './part-plan.ts';
import { recordWithinQuota, releaseQuota, reserveQuota } from './quota.ts';
import { expiryOfUpload } from './upload.ts';

/** A request to start an upload: the user, the field with its rules, and the claimed file. */
export interface UploadStart {
  readonly userId: string;
  readonly form: string;
  readonly field: string;
  readonly rules: FileRules;
  /** True when its form has files scanned. */
  readonly isScanned: boolean;
  /** The starts of this hour so far, as `findStarts` has found them. */
  readonly startsBefore?: number | undefined;
  readonly claim: FileClaim & {
    /** Base64, of the whole file. Required for a file in one request. */
    readonly sha256?: string | undefined;
    /** Base64, of the whole file. Optional for a file in parts; compared at completion. */
    readonly crc32?: string | undefined;
  };
}

/** An upload with the way to send its bytes: one signed request, or parts that are signed as they come. */
export type StartedUpload = { readonly upload: UploadRecord } & (
  | { readonly request: PresignedRequest<'PUT'> }
  | { readonly multipart: PartPlan }
);

/**
 * Checks every rule that a claim allows to check, then records the upload. After that it signs the request or opens the
 * multipart upload.
 */
export async function startUpload(ports: Ports, start: UploadStart): Promise<StartedUpload | Problem> {
  const started = await checkAndOpen(ports, start);
  if (started instanceof Problem) {
    ports.metrics.count('UploadRejected', { ...start, reason: started.kind });
    await countEvent(ports, start.form, `rejected#${started.kind}`);
  } else ports.metrics.count('UploadStarted', start);
  return started;
}

/** Signs a new request for the same bytes, for a client whose first one expired before it was sent. */
export async function renewRequest(ports: Ports, upload: UploadRecord): Promise<PresignedRequest<'PUT'> | Problem> {
  if (upload.state === 'pending' && upload.multipartId === undefined) return signPut(ports, upload);
  return new Problem('conflict', 'upload-takes-no-request');
}

async function checkAndOpen(ports: Ports, start: UploadStart): Promise<StartedUpload | Problem> {
  const type = checkClaim(start.rules, start.claim);
  if (type instanceof Problem) return type;
  const upload = newUpload(ports.clock(), start, type);
  const isMultipart = upload.size > maxSinglePutBytes;
  if (!isMultipart && upload.claimedSha256 === undefined) return missingHash();
  return isMultipart ? openParts(ports, upload, start) : openRequest(ports, upload, start);
}

async function openRequest(
  ports: Ports,
  upload: UploadRecord,
  { rules, startsBefore }: UploadStart,
): Promise<StartedUpload | Problem> {
  const request = await signPut(ports, upload);
  return (await recordWithinQuota(ports, upload, rules.maxBytes, startsBefore)) ?? { upload, request };
}

/** Opens the multipart upload, only for a user within the limits, and records it with its id. */
async function openParts(
  ports: Ports,
  upload: UploadRecord,
  { rules, startsBefore }: UploadStart,
): Promise<StartedUpload | Problem> {
  const overQuota = await reserveQuota(ports, upload, rules.maxBytes, startsBefore);
  if (overQuota) return overQuota;
  try {
    return await createMultipart(ports, upload);
  } catch (error) {
    await releaseQuota(ports, upload);
    throw error;
  }
}

async function createMultipart({ bucket, records }: Ports, upload: UploadRecord): Promise<StartedUpload> {
  const { multipartId } = await bucket.multipart.create(upload.key, upload.contentType);
  const multipart = planParts(upload.size);
  const inParts = { ...upload, multipartId, partSize: multipart.partSize };
  await records.uploads.add(inParts);
  return { upload: inParts, multipart };
}

function newUpload(now: Date, { userId, form, field, claim, isScanned }: UploadStart, type: MediaType): UploadRecord {
  const id = newId();
  return {
    id,
    userId,
    form,
    field,
    key: newFileKey(id),
    filename: nameWithExtension(claim.filename, type),
    contentType: type.mime,
    size: claim.size,
    ...(claim.sha256 !== undefined && { claimedSha256: claim.sha256 }),
    ...(claim.crc32 !== undefined && { claimedCrc32: claim.crc32 }),
    state: 'pending',
    ...(isScanned && { scan: { state: 'waiting' } }),
    createdAt: now.toISOString(),
    expiresAt: expiryOfUpload(now),
  };
}

function signPut(
  { bucket }: Ports,
  { key, contentType, size, claimedSha256 }: UploadRecord,
): Promise<PresignedRequest<'PUT'>> {
  return bucket.presignPut(key, { contentType, size, sha256: claimedSha256 });
}

function missingHash(): Problem {
  const needed = message('sha256-needed', { maxBytes: maxSinglePutBytes });
  return new Problem('invalid', needed, { errors: [{ field: 'sha256', message: needed }] });
}
