import type { SignedRequest } from './app-client.ts';
import { fetchUploadPersistently } from './fetch-persistently.ts';
import { type BucketResponse, isExpired, isStored, putBytes } from './put-bytes.ts';
import { retryUntilFinal } from './retry-until-final.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { failureOfApp, failureOfBucket } from './upload-failure.ts';

/**
 * The number of problems in a row that a new signature may solve. The URL may have expired, or the credentials behind
 * it.
 */
const freshSignatures = 3;

/**
 * Sends a whole file in one request, and resolves when the bucket has it. Every attempt has its own presigned request.
 *
 * @throws UploadFailure or UploadGone.
 */
export async function sendInOneRequest(run: UploadRun, upload: KnownUpload): Promise<void> {
  for (let problems = 1; ; problems++) {
    const response = await retryUntilFinal(() => sendOnce(run, upload), run.connection, run.signal);
    // 412 is the response to `If-None-Match: *`: an earlier attempt, whose response was lost, has put the bytes there.
    if (response.status === 412 || isStored(response)) break;
    if (!isExpired(response) || problems === freshSignatures) throw failureOfBucket(response);
  }
  upload.sent = true;
  run.meter.confirm(1, run.file.size);
}

function sendOnce(run: UploadRun, upload: KnownUpload): Promise<BucketResponse> {
  const { cutOff, file, line, meter, signal, slots } = run;
  return slots.use({ fileSize: file.size, bytes: file.size, signal }, async () => {
    const request = upload.request ?? (await signAgain(run, upload));
    upload.request = undefined;
    const onBytes = (bytes: number) => meter.inFlight(1, bytes);
    return line.measure(file.size, () => putBytes(request, file, { signal: cutOff, onBytes }));
  });
}

async function signAgain(run: UploadRun, upload: KnownUpload): Promise<SignedRequest> {
  const response = await fetchUploadPersistently(run, upload, '/request', {});
  if (response.body.request === undefined) throw failureOfApp(response);
  return response.body.request;
}
