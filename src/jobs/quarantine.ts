import { quarantineKeyOf } from '../files/object-key.ts';
import { previewKeysOf } from '../previews/preview-key.ts';
import type { SubmissionLine } from '../records/review-record.ts';
import { noteQuarantined } from '../records/scan-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { pictureIn, picturesInLine } from '../review/line.ts';
import { beginReview, planReviewChange } from '../review/review.ts';
import { refuseInfected } from '../uploads/refuse-infected.ts';
import type { JobPorts, RunJob } from './job-run.ts';

/**
 * Takes the bytes of an infected file out of reach, and tells about it in the history of its submission. An upload that
 * no submission holds is refused. By its verdict alone, the app gives the file to no one any more.
 */
export const quarantineFile: RunJob<'quarantine'> = async ({ ports, args: { fileId }, countBytes }) => {
  const { records, bucket } = ports;
  const upload = await records.uploads.find(fileId);
  if (upload?.scan?.state !== 'infected' || upload.quarantined !== undefined) return 'done';
  if (upload.state !== 'attached' && (await refuseInfected(ports, upload))) return 'done';
  // Pages show the first letter of the name from then on, without a further read.
  await records.users.removePicture(upload.userId, fileId);
  if (ports.scanner?.keepsInfected === true && (await keepAside(ports, upload))) countBytes(upload.size);
  await bucket.removeVersions([upload.key, ...previewKeysOf(fileId)]);
  await tell(ports, fileId);
  return 'done';
};

/** Copies an infected file aside; returns `false` when an earlier run has done so and removed it. */
async function keepAside({ bucket }: JobPorts, { id, key, etag = '', size }: UploadRecord): Promise<boolean> {
  const to = quarantineKeyOf(id);
  // As bytes without a meaning, for which no program opens it.
  const isCopied = await bucket.copy({ from: key, etag, to, size, contentType: 'application/octet-stream' });
  if (isCopied) await bucket.removePendingTag(to);
  return isCopied;
}

/** Adds one event to the history of the submission that holds the file, however often the job runs. */
async function tell(ports: JobPorts, fileId: string): Promise<void> {
  const { records, forms, bucket, scanner, clock } = ports;
  for (;;) {
    const upload = await records.uploads.find(fileId);
    if (upload?.quarantined !== undefined) return;
    const { submissionId, scan, filename } = upload ?? {};
    const submission = submissionId === undefined ? undefined : await records.submissions.find(submissionId);
    const form = submission && forms.get(submission.form);
    const before = form && (await beginReview(ports, form, submission));
    if (!upload || !submission) {
      // The submission was deleted meanwhile.
      await bucket.removeVersions([quarantineKeyOf(fileId)]);
      return;
    }
    // Without its form there are no reviewers to tell.
    if (!form || !before) return;
    const signature = scan?.state === 'infected' ? scan.signature : undefined;
    const to = { fileId, filename, signature };
    const event = { at: clock().toISOString(), actor: null, kind: 'infected', to };
    const shown = { ...before, line: withoutPicture(before.line, fileId) };
    const change = { ...planReviewChange({ form, submission, before: shown }, event, {}), before };
    const noted = noteQuarantined(upload, scanner?.keepsInfected === true ? 'kept' : 'removed');
    if (await records.reviews.change({ ...change, alongside: [noted] })) return;
  }
}

function withoutPicture(line: SubmissionLine, fileId: string): SubmissionLine {
  return picturesInLine(line, (id) => (id === fileId ? undefined : pictureIn(line, id)));
}
