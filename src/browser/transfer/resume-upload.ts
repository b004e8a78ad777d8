import type { AppResponseBody } from './app-client.ts';
import { fetchUploadPersistently } from './fetch-persistently.ts';
import { partRange } from './parts-to-send.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { readPart } from './send-missing-parts.ts';
import { failureOfApp, UploadGone } from './upload-failure.ts';
import { forgetUpload, recallUpload } from './upload-record.ts';

/**
 * Returns the earlier upload of this file, with the parts that the bucket has. `undefined` when there is none, when the
 * file has changed, or when the app returns none (expired, or started by another user).
 *
 * @throws UploadFailure when the app gives no result.
 */
export async function resumeUpload(
  run: UploadRun,
  recordKey: string,
  sha256?: string,
): Promise<KnownUpload | undefined> {
  const upload = recallUpload(recordKey);
  if (upload === undefined) return undefined;
  const now = await readState(run, upload).catch(ifUnknown);
  if (now.state === 'complete') return { ...upload, complete: true };
  if (now.state === 'pending' && (await isSameFile(run, upload, sha256))) {
    await adoptReceivedParts(run, upload, now);
    return upload;
  }
  forgetUpload(recordKey);
  return undefined;
}

/** Replaces the list of confirmed parts by that of the bucket, which the app returns. */
export async function relistParts(run: UploadRun, upload: KnownUpload): Promise<void> {
  await adoptReceivedParts(run, upload, await readState(run, upload));
}

async function readState(run: UploadRun, upload: KnownUpload): Promise<AppResponseBody> {
  const response = await fetchUploadPersistently(run, upload);
  if (response.status !== 200) throw failureOfApp(response);
  return response.body;
}

function ifUnknown(error: unknown): AppResponseBody {
  if (error instanceof UploadGone) return {};
  throw error;
}

/**
 * True when the file is still the one whose parts were sent. It reads the first and the last confirmed part again; the
 * app finds a change between them at completion, when it compares the checksum of the whole.
 */
async function isSameFile(run: UploadRun, upload: KnownUpload, sha256: string | undefined): Promise<boolean> {
  const { confirmed, multipart } = upload;
  if (multipart === undefined) return upload.sha256 === sha256;
  const numbers = [...confirmed.keys()].sort((a, b) => a - b);
  for (const partNumber of new Set([numbers.at(0), numbers.at(-1)])) {
    if (partNumber === undefined) continue;
    const { crc32 } = await readPart(run, multipart, partNumber);
    if (crc32 !== confirmed.get(partNumber)) return false;
  }
  return true;
}

async function adoptReceivedParts(run: UploadRun, upload: KnownUpload, { receivedParts = [] }: AppResponseBody) {
  const { confirmed, multipart } = upload;
  if (multipart === undefined) return;
  const noted = new Map(confirmed);
  confirmed.clear();
  run.meter.reset();
  for (const { partNumber, size } of receivedParts) {
    const { start, end } = partRange(partNumber, multipart.partSize, run.file.size);
    if (size !== end - start) continue;
    // The record lacks a part whose confirmation was lost: its checksum is that of the bytes here.
    confirmed.set(partNumber, noted.get(partNumber) ?? (await readPart(run, multipart, partNumber)).crc32);
    run.meter.confirm(partNumber, size);
  }
  // This run has not sent them.
  run.meter.rest();
}
