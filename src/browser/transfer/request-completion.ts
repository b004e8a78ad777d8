import { combineCrc32 } from '../../values/crc32-combine.ts';
import { base64OfCrc32 } from '../checksum/base64.ts';
import { fetchUploadPersistently } from './fetch-persistently.ts';
import { partRange } from './parts-to-send.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { failureOfApp, UploadFailure } from './upload-failure.ts';

/**
 * Asks the app to complete the upload. It repeats a request whose response was lost, because the response is the same.
 * Resolves with `true` when the upload is complete, `false` when bytes are still missing.
 *
 * @throws UploadFailure (also when the file was rejected) or UploadGone.
 */
export async function requestCompletion(run: UploadRun, upload: KnownUpload): Promise<boolean> {
  const response = await fetchUploadPersistently(run, upload, '/complete', claimOf(run, upload));
  const { status, body } = response;
  if (status === 200) return true;
  if (status === 409) return false;
  if (status === 422) {
    throw new UploadFailure('file-not-accepted', 'rejected', { sentence: body.reason ?? body.detail });
  }
  throw failureOfApp(response);
}

/** Returns the checksum of the whole file, from those of its parts. A small file claimed its own before it was sent. */
function claimOf({ file }: UploadRun, { multipart, confirmed }: KnownUpload): { crc32?: string } {
  if (multipart === undefined) return {};
  let crc = 0;
  for (let partNumber = 1; partNumber <= multipart.partCount; partNumber++) {
    const { start, end } = partRange(partNumber, multipart.partSize, file.size);
    crc = combineCrc32(crc, confirmed.get(partNumber) ?? 0, end - start);
  }
  return { crc32: base64OfCrc32(crc) };
}
