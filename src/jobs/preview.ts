import { isPreviewable, maxFileBytes } from '../previews/picture-limits.ts';
import type { MakePictures } from '../previews/picture-maker.ts';
import { previewKeyOf, previewKeysOf, previewSizes } from '../previews/preview-key.ts';
import type { PreviewRecord } from '../records/preview-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { picturesInLine } from '../review/line.ts';
import { beginReview } from '../review/review.ts';
import type { Bucket } from '../storage/bucket.ts';
import { findUploadsOf } from '../submissions/gated-file.ts';
import { mebibytes } from '../values/byte-size.ts';
import type { JobPorts, JobRun, RunJob } from './job-run.ts';

/** The bytes of a file that are read at a time. */
const rangeBytes = mebibytes(4);

/**
 * Makes the pictures of a submission's files that have none: of those that were found clean, or are never scanned. A
 * file that cannot be read as a picture is noted as such, and not tried again. Then the table shows them.
 */
export const makePreviews: RunJob<'preview'> = async (run) => {
  const { ports, args, isNearEnd, keepPlace } = run;
  const submission = await ports.records.submissions.find(args.submissionId);
  if (!submission) return 'done';
  const uploads = [...(await findUploadsOf(ports, submission)).values()];
  for (const upload of uploads.filter(lacksPreview)) {
    if (ports.makePictures === undefined) break;
    if (isNearEnd()) return { goOnFrom: null };
    if ((await makePreview(run, ports.makePictures, upload)) === 'unavailable') break;
    // The next run skips this file, so this is progress, even if the next file fails.
    await keepPlace(null);
  }
  await showInTable(ports, submission);
  return 'done';
};

function lacksPreview(upload: UploadRecord): boolean {
  const state = upload.scan?.state ?? 'off';
  return upload.preview === undefined && isPreviewable(upload) && (state === 'off' || state === 'clean');
}

async function makePreview(
  { ports, countBytes }: JobRun<'preview'>,
  makePictures: MakePictures,
  upload: UploadRecord,
): Promise<'unavailable' | undefined> {
  const { records, bucket, log } = ports;
  const { id, size } = upload;
  const made =
    size > maxFileBytes ? { reason: 'The file is too large.' } : await makePictures(readAll(bucket, upload), size);
  countBytes(size);
  if ('unavailable' in made) {
    log.error({ message: 'There are no previews: this machine cannot make pictures.', reason: made.unavailable });
    return 'unavailable';
  }
  if ('reason' in made) {
    log.info({ message: 'A file has no preview.', file: id, reason: made.reason });
    await records.uploads.keepPreview(upload, 'none');
    return undefined;
  }
  const { webp, width, height, mini } = made;
  for (const side of previewSizes) await bucket.putPreview(previewKeyOf(id, side), Buffer.from(webp[side], 'base64'));
  const preview: PreviewRecord = { width, height, ...(mini !== undefined && { mini }) };
  // Its submission was deleted meanwhile, or a scan has found malware in it.
  if (!(await records.uploads.keepPreview(upload, preview))) await bucket.removeVersions(previewKeysOf(id));
  return undefined;
}

/** Reads the bytes of a file range by range; fewer when the object is gone or has changed. */
async function* readAll(bucket: Bucket, { key, etag = '', size }: UploadRecord): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < size; start += rangeBytes) {
    const bytes = await bucket.readRange(key, etag, start, Math.min(start + rangeBytes, size));
    if (!bytes) return;
    yield bytes;
  }
}

/** Puts the smallest pictures into the line that the table shows of a submission. */
async function showInTable(ports: JobPorts, submission: SubmissionRecord): Promise<void> {
  const { records, forms } = ports;
  const form = forms.get(submission.form);
  let review = form && (await beginReview(ports, form, submission));
  while (review) {
    const uploads = await findUploadsOf(ports, submission);
    const line = picturesInLine(review.line, (id) => previewOf(uploads.get(id)));
    if (line === review.line || (await records.reviews.keepLine(review, line))) return;
    // A reviewer, a job or a verdict was faster.
    review = await records.reviews.find(submission.id);
  }
}

function previewOf(upload: UploadRecord | undefined): string | undefined {
  return typeof upload?.preview === 'object' ? upload.preview.mini : undefined;
}
