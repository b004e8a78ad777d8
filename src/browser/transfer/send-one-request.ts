import { askApp, type PresignedRequest } from './app-client.ts';
import { persist } from './persist.ts';
import { type BucketAnswer, putBytes } from './put-bytes.ts';
import type { BegunUpload, UploadRun } from './run.ts';
import { failureOfApp, failureOfBucket, UploadGone } from './upload-failure.ts';

/** Refusals in a row that a fresh signature may cure: an expired URL, or expired credentials behind it. */
const freshSignatures = 3;

/**
 * Sends a whole file in one request, and resolves when the bucket has it. Every attempt has its own presigned request.
 *
 * @throws UploadFailure or UploadGone.
 */
export async function sendInOneRequest(run: UploadRun, upload: BegunUpload): Promise<void> {
  for (let refusals = 1; ; refusals++) {
    const answer = await persist(() => sendOnce(run, upload), run.connection, run.signal);
    // 412 answers `If-None-Match: *`: an earlier attempt, whose answer was lost, has put the bytes there.
    if (answer.status === 412 || (answer.status >= 200 && answer.status < 300)) break;
    if (!isExpired(answer) || refusals === freshSignatures) throw failureOfBucket(answer);
  }
  upload.sent = true;
  run.meter.confirm(1, run.file.size);
}

/** Whether the bucket refused the signature, not the bytes. S3 says 400 when the signer's own credentials have expired. */
export function isExpired(answer: BucketAnswer): boolean {
  return answer.status === 403 || answer.code === 'ExpiredToken';
}

function sendOnce(run: UploadRun, upload: BegunUpload): Promise<BucketAnswer> {
  const { file, meter, order, signal, slots, stallMs } = run;
  return slots.use(order, signal, async () => {
    const request = upload.request ?? (await signAgain(run, upload));
    upload.request = undefined;
    return putBytes(request, file, { signal, stallMs, onBytes: (bytes) => meter.inFlight(1, bytes) });
  });
}

async function signAgain({ connection, signal }: UploadRun, { id }: BegunUpload): Promise<PresignedRequest> {
  const answer = await persist(() => askApp('POST', `/uploads/${id}/request`, signal, {}), connection, signal);
  if (answer.body.request !== undefined) return answer.body.request;
  throw answer.status === 404 || answer.status === 410 ? new UploadGone() : failureOfApp(answer);
}
