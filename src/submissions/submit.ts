import type { User } from '../accounts/users/user.ts';
import { confirmStored, type StoredFile } from '../files/stored-file.ts';
import type { Form } from '../forms/define-form.ts';
import { message } from '../messages/message.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { type FieldError, Problem } from '../problems/problem.ts';
import type { JobRecord } from '../records/job-records.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { completeUpload } from '../uploads/complete.ts';
import { findUpload } from '../uploads/upload.ts';
import { hashOf } from '../values/hash.ts';
import { newId } from '../values/id.ts';
import { pictureIn } from './avatar-picture.ts';
import { readSubmissionInput, type SubmissionInput } from './input.ts';

/**
 * Accepts a filled-in form, whole or not at all. Every file must be this user's, for this form and field, in the
 * bucket, and as claimed. A repeated idempotency key with the same content returns the first submission; with other
 * content it is a conflict.
 */
export async function submitForm(
  ports: Ports,
  form: Form,
  user: User,
  rawInput: unknown,
): Promise<SubmissionRecord | Problem> {
  const input = readSubmissionInput(form, rawInput);
  if (Array.isArray(input)) return invalid(input);
  const repeated = await findRepeated(ports, form, user, input);
  if (repeated) return repeated;
  const files = await confirmFiles(ports, form, user, input);
  // For a form that is sent twice at once, the first request has attached the files that the second lacks.
  if (files instanceof Problem) return (await findRepeated(ports, form, user, input)) ?? files;

  const submission: SubmissionRecord = {
    id: newId(),
    number: await ports.records.submissions.nextNumber(form.slug),
    form: form.slug,
    submittedAt: ports.clock().toISOString(),
    submitter: { id: user.id, username: user.username },
    fields: input.fields,
    files,
  };
  const isAdded = await keepAndRecord(ports, submission, files, input);
  if (isAdded) {
    for (const [field, attached] of Object.entries(files))
      for (const _file of attached) ports.metrics.count('UploadAttached', { form: form.slug, field });
    return submission;
  }
  return (await findRepeated(ports, form, user, input)) ?? filesTaken(form);
}

async function findRepeated(
  { records }: Ports,
  form: Form,
  user: User,
  input: SubmissionInput,
): Promise<SubmissionRecord | Problem | undefined> {
  const earlier = await records.submissions.findByIdempotencyKey(user.id, form.slug, input.idempotencyKey);
  if (!earlier) return undefined;
  if (earlier.fingerprint !== contentHash(input)) {
    return new Problem('conflict', 'form-sent-before');
  }
  return records.submissions.find(earlier.submissionId);
}

type FilesByField = Record<string, StoredFile[]>;

async function confirmFiles(
  ports: Ports,
  form: Form,
  user: User,
  input: SubmissionInput,
): Promise<FilesByField | Problem> {
  const errors: FieldError[] = [];
  const files: FilesByField = {};
  for (const [field, ids] of Object.entries(input.uploadIds)) {
    const confirmed = await Promise.all(ids.map((id) => confirmFile(ports, form, field, user, id)));
    files[field] = confirmed.flatMap((file) => (file instanceof Problem ? [] : [file]));
    errors.push(...confirmed.flatMap((file) => (file instanceof Problem ? [{ field, message: file.message }] : [])));
  }
  return errors.length > 0 ? invalid(errors) : files;
}

async function confirmFile(
  ports: Ports,
  form: Form,
  field: string,
  user: User,
  id: string,
): Promise<StoredFile | Problem> {
  const rules = form.fileFields[field];
  const upload = await findUpload(ports, user.id, id);
  if (upload instanceof Problem) return upload;
  const { filename } = upload;
  if (!rules || upload.form !== form.slug || upload.field !== field)
    return new Problem('invalid', 'file-of-other-field');
  if (upload.state === 'attached') return new Problem('invalid', message('file-attached-elsewhere', { filename }));
  const complete = await completeUpload(ports, upload, rules);
  if (complete instanceof Problem)
    return new Problem('invalid', message('file-rejected', { filename, reason: complete.message }));
  return (await confirmStored(ports.bucket, complete)) ?? fileMissing(upload);
}

/**
 * Removes the files' pending tags, so that the lifecycle rule spares them, then records the submission. After an
 * interruption in between, bytes without a submission are litter, while a submission without bytes would be a loss.
 * When the table rejects the record, the files become pending again.
 */
async function keepAndRecord(
  ports: Ports,
  submission: SubmissionRecord,
  files: FilesByField,
  input: SubmissionInput,
): Promise<boolean> {
  const { bucket, records } = ports;
  const all = Object.values(files).flat();
  await Promise.all(all.map((file) => bucket.removePendingTag(file.key)));
  const idempotency = { key: input.idempotencyKey, fingerprint: contentHash(input) };
  const jobs = jobsFor(ports, submission);
  const isAdded = await records.submissions.add(submission, idempotency, jobs, pictureIn(submission)?.id);
  await Promise.all([
    ...all.map((file) => (isAdded ? keepAgain(bucket, file) : releaseToPending(ports, file))),
    ...(isAdded ? [handOver(ports, jobs)] : []),
  ]);
  return isAdded;
}

/** Returns the jobs that a submission needs: an archive of its files wants the CRC-32 of each. */
function jobsFor({ clock }: Ports, { id, form, files }: SubmissionRecord): JobRecord[] {
  const isComplete = Object.values(files).every((ofField) => ofField.every(({ crc32 }) => crc32 !== null));
  return isComplete ? [] : [newJob('crc', { submissionId: id }, { now: clock(), form })];
}

/**
 * Removes the pending tag once more: a rejected concurrent submission may have restored it between tagging and
 * recording.
 */
async function keepAgain(bucket: Bucket, file: StoredFile): Promise<void> {
  // The file is kept and recorded already, so an unavailable bucket does not undo the submission.
  await bucket.removePendingTag(file.key).catch(() => undefined);
}

/**
 * Restores the pending tag of a file whose record was rejected. Another submission may attach this file concurrently,
 * so this checks before and after re-tagging, and keeps the file if it did.
 */
async function releaseToPending({ bucket, records }: Ports, file: StoredFile): Promise<void> {
  const isTaken = async () => (await records.uploads.find(file.id))?.state === 'attached';
  if (await isTaken()) return;
  await bucket.addPendingTag(file.key);
  if (await isTaken()) await bucket.removePendingTag(file.key);
}

function contentHash({ fields, uploadIds }: SubmissionInput): string {
  return hashOf(JSON.stringify([fields, uploadIds]));
}

function invalid(errors: readonly FieldError[]): Problem {
  return new Problem('invalid', 'form-invalid', { errors });
}

function filesTaken(form: Form): Problem {
  const field = Object.keys(form.fileFields)[0] ?? '';
  return invalid([{ field, message: message('file-taken-elsewhere') }]);
}

function fileMissing({ filename }: UploadRecord): Problem {
  return new Problem('invalid', message('file-gone', { filename }));
}
