import type { PartPlan } from '../../uploads/part-plan.ts';
import { base64OfCrc32 } from '../checksum/base64.ts';
import { fetchUploadPersistently } from './fetch-persistently.ts';
import { missingParts, partRange, signedAheadMs, signingBatch } from './parts-to-send.ts';
import { putBytes } from './put-bytes.ts';
import type { ReadPart } from './read-ahead.ts';
import { type KnownUpload, parallelRequests, type UploadRun } from './run.ts';
import { sendParts } from './send-parts.ts';
import { createSignedPartQueue, type PartToSend } from './signed-parts.ts';
import { failureOfApp } from './upload-failure.ts';
import { rememberUpload } from './upload-record.ts';

/**
 * Sends the parts of a large file that the bucket lacks, and resolves when it has all. It notes each in the browser's
 * record as it is confirmed.
 *
 * @throws UploadFailure or UploadGone.
 */
export async function sendMissingParts(run: UploadRun, upload: KnownUpload, plan: PartPlan): Promise<void> {
  const { file, line, meter, slots } = run;
  const parts = createSignedPartQueue({
    missing: missingParts(plan.partCount, upload.confirmed),
    read: (partNumber) => readOnce(run, upload, plan, partNumber),
    sign: (read) => signParts(run, upload, read),
    batch: () => signingBatch(plan.partSize, meter.bytesPerSecond()),
    now: () => performance.now(),
    freshForMs: 2 * signedAheadMs,
  });
  await sendParts({
    ...run,
    parts,
    lanes: parallelRequests,
    inSlot: (signal, work) => slots.use({ fileSize: file.size, bytes: plan.partSize, signal }, work),
    put: ({ request, bytes, partNumber }, signal) => {
      const onBytes = (sent: number) => meter.inFlight(partNumber, sent);
      return line.measure(bytes.size, () => putBytes(request, bytes, { signal, onBytes }));
    },
    confirm: ({ partNumber, crc32, bytes }) => {
      upload.confirmed.set(partNumber, crc32);
      rememberUpload(upload);
      meter.confirm(partNumber, bytes.size);
    },
  });
}

/** Reads a part, or returns it when it was read as the upload began, by the same plan. */
async function readOnce(run: UploadRun, upload: KnownUpload, plan: PartPlan, partNumber: number): Promise<ReadPart> {
  const first = await upload.firstPart;
  upload.firstPart = undefined;
  const { start, end } = partRange(partNumber, plan.partSize, run.file.size);
  const isSame = first?.partNumber === partNumber && first.bytes.size === end - start;
  return isSame ? first : readPart(run, plan, partNumber);
}

/**
 * Returns a part's bytes and their CRC-32. The browser reads the bytes from the disk again as it sends them: none stay
 * in memory.
 */
export async function readPart(run: UploadRun, { partSize }: PartPlan, partNumber: number): Promise<ReadPart> {
  const { start, end } = partRange(partNumber, partSize, run.file.size);
  const bytes = run.file.slice(start, end);
  return { partNumber, bytes, crc32: await run.crc32(bytes, run.signal) };
}

async function signParts(run: UploadRun, upload: KnownUpload, read: readonly ReadPart[]): Promise<PartToSend[]> {
  const claims = read.map(({ partNumber, crc32 }) => ({ partNumber, crc32: base64OfCrc32(crc32) }));
  const response = await fetchUploadPersistently(run, upload, '/parts', { parts: claims });
  const requests = new Map(response.body.parts?.map(({ partNumber, request }) => [partNumber, request]));
  return read.map((part) => {
    const request = requests.get(part.partNumber);
    if (request === undefined) throw failureOfApp(response);
    return { ...part, request };
  });
}
