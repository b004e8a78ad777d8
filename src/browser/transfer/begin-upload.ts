import { maxSinglePutBytes } from '../../uploads/part-plan.ts';
import { sha256OfBlob } from '../checksum/file-checksum.ts';
import { fetchPersistently } from './fetch-persistently.ts';
import { fingerprint } from './fingerprint.ts';
import { resumeUpload } from './resume-upload.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { failureOfApp } from './upload-failure.ts';
import { recordKeyOf, rememberUpload } from './upload-record.ts';

/**
 * Begins an upload, or finds the earlier one of the same file after a reload of the page.
 *
 * @throws UploadFailure when the app rejects the file.
 */
export async function beginUpload(run: UploadRun): Promise<KnownUpload> {
  const { field, file, form, owner } = run;
  const recordKey = recordKeyOf(await fingerprint(form, field, file));
  const sha256 = file.size <= maxSinglePutBytes ? await sha256OfBlob(file) : undefined;
  const earlier = await resumeUpload(run, recordKey, sha256);
  if (earlier) return earlier;
  const contentType = file.type || 'application/octet-stream';
  const claim = { form, field, filename: file.name, contentType, size: file.size, sha256 };
  const response = await fetchPersistently(run, 'POST', '/uploads', claim);
  const { id, request, multipart } = response.body;
  if (id === undefined || !(request || multipart)) throw failureOfApp(response);
  const place = { owner, form, field, name: file.name, size: file.size };
  const upload: KnownUpload = { id, recordKey, place, sha256, multipart, request, confirmed: new Map() };
  rememberUpload(upload);
  return upload;
}
