import { maxSinglePutBytes, planParts } from '../../uploads/part-plan.ts';
import { sha256OfBlob } from '../checksum/file-checksum.ts';
import { fetchPersistently } from './fetch-persistently.ts';
import { fingerprint } from './fingerprint.ts';
import { missingParts } from './parts-to-send.ts';
import type { ReadPart } from './read-ahead.ts';
import { resumeUpload } from './resume-upload.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { readPart } from './send-missing-parts.ts';
import { failureOfApp } from './upload-failure.ts';
import { recordKeyOf, rememberUpload } from './upload-record.ts';

/**
 * Begins an upload, or finds the earlier one of the same file after a reload of the page.
 *
 * @throws UploadFailure when the app rejects the file.
 */
export async function beginUpload(run: UploadRun): Promise<KnownUpload> {
  const { field, file, form, owner } = run;
  const isWhole = file.size <= maxSinglePutBytes;
  const firstPart = isWhole ? undefined : readFirstPart(run);
  const recordKey = recordKeyOf(await fingerprint(form, field, file));
  const sha256 = isWhole ? await sha256OfBlob(file) : undefined;
  const earlier = await resumeUpload(run, recordKey, sha256);
  if (earlier) return earlier;
  const contentType = file.type || 'application/octet-stream';
  const claim = { form, field, filename: file.name, contentType, size: file.size, sha256 };
  const response = await fetchPersistently(run, 'POST', '/uploads', claim);
  const { id, request, multipart } = response.body;
  if (id === undefined || !(request || multipart)) throw failureOfApp(response);
  const place = { owner, form, field, name: file.name, size: file.size };
  const upload: KnownUpload = { id, recordKey, place, sha256, multipart, request, firstPart, confirmed: new Map() };
  rememberUpload(upload);
  return upload;
}

/**
 * Reads the part that is sent first, by the plan that the app will most likely give. Its checksum is there when the app
 * answers. Without a result the part is read again, which shows the error.
 */
async function readFirstPart(run: UploadRun): Promise<ReadPart | undefined> {
  const plan = planParts(run.file.size);
  const [partNumber = 1] = missingParts(plan.partCount, new Set());
  return readPart(run, plan, partNumber).catch(() => undefined);
}
