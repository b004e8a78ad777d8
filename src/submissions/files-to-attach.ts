import type { User } from '../accounts/users/user.ts';
import { confirmStored, type StoredFile } from '../files/stored-file.ts';
import type { Form } from '../forms/define-form.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { completeUpload } from '../uploads/complete.ts';
import { judgeAgain } from '../uploads/judge-again.ts';
import { malwareFound } from '../uploads/refuse-infected.ts';
import { findUpload, isFileOf } from '../uploads/upload.ts';
import { allEnded } from '../values/all-ended.ts';
import type { SubmissionInput } from './input.ts';

/** A thing of one file field: an upload, its stored file, or a problem. */
export interface OfField<Thing> {
  readonly field: string;
  readonly thing: Thing;
}

/** Reads the uploads that a filled-in form names, each with its field. */
export function findUploads(
  ports: Ports,
  user: User,
  { uploadIds }: SubmissionInput,
): Promise<OfField<UploadRecord | Problem>[]> {
  const named = Object.entries(uploadIds).flatMap(([field, ids]) => ids.map((id) => ({ field, id })));
  return Promise.all(named.map(async ({ field, id }) => ({ field, thing: await findUpload(ports, user.id, id) })));
}

/**
 * Returns the uploads, each complete and of this form and field, or the problem with all that are not.
 *
 * @param supersedes the id of the submission whose files a new version may take over
 */
export async function completeUploads(
  ports: Ports,
  form: Form,
  found: readonly OfField<UploadRecord | Problem>[],
  supersedes?: string,
): Promise<OfField<UploadRecord>[] | Problem> {
  const complete = found.map(async ({ field, thing }) => ({
    field,
    thing: thing instanceof Problem ? thing : await completeOf(ports, form, field, thing, supersedes),
  }));
  return withoutProblems(await Promise.all(complete));
}

/**
 * Confirms that the bucket still has the checked bytes, and removes their pending tags meanwhile. The lifecycle rule
 * spares them then. When one file is gone, the others become pending again.
 */
export async function keepFiles(
  ports: Ports,
  uploads: readonly OfField<UploadRecord>[],
): Promise<OfField<StoredFile>[] | Problem> {
  const kept = uploads.map(async ({ field, thing }) => ({ field, thing: await keepFile(ports, thing) }));
  const files = withoutProblems(await Promise.all(kept));
  if (files instanceof Problem) await Promise.all(uploads.map(({ thing }) => releaseToPending(ports, thing)));
  return files;
}

/** Returns the problem of the files in which a scanner has found malware meanwhile; `undefined` when there are none. */
export async function findInfected(
  { records }: Ports,
  files: readonly OfField<StoredFile>[],
): Promise<Problem | undefined> {
  const found = files.map(async ({ field, thing }) => {
    const upload = await records.uploads.find(thing.id);
    return { field, thing: upload?.scan?.state === 'infected' ? infected(upload) : thing };
  });
  const sound = withoutProblems(await Promise.all(found));
  return sound instanceof Problem ? sound : undefined;
}

/**
 * Restores the pending tag of a file whose record was rejected. Another submission may attach this file concurrently,
 * so this checks before and after re-tagging, and keeps the file if it did.
 */
export async function releaseToPending(
  { bucket, records }: Ports,
  { id, key }: Pick<StoredFile, 'id' | 'key'>,
): Promise<void> {
  const isTaken = async () => (await records.uploads.find(id))?.state === 'attached';
  if (await isTaken()) return;
  await bucket.addPendingTag(key);
  if (await isTaken()) await bucket.removePendingTag(key);
}

async function completeOf(
  ports: Ports,
  form: Form,
  field: string,
  upload: UploadRecord,
  supersedes: string | undefined,
): Promise<UploadRecord | Problem> {
  const rules = form.fileFields[field];
  const { filename } = upload;
  if (!rules || upload.form !== form.slug || upload.field !== field)
    return new Problem('invalid', 'file-of-other-field');
  if (upload.state === 'attached' && !isFileOf(upload, supersedes))
    return new Problem('invalid', message('file-attached-elsewhere', { filename }));
  if (upload.state === 'attached' && upload.scan?.state === 'infected') return infected(upload);
  const completed = upload.state === 'attached' ? upload : await completeUpload(ports, upload, rules);
  const complete = completed instanceof Problem ? completed : await judgeAgain(ports.bucket, completed, rules);
  if (!(complete instanceof Problem)) return complete;
  return new Problem('invalid', message('file-rejected', { filename, reason: complete.message }));
}

function infected({ filename, scan }: UploadRecord): Problem {
  return new Problem('invalid', message('file-rejected', { filename, reason: malwareFound(scan) }));
}

async function keepFile({ bucket }: Ports, upload: UploadRecord): Promise<StoredFile | Problem> {
  const [stored] = await allEnded([confirmStored(bucket, upload), bucket.removePendingTag(upload.key)]);
  return stored ?? new Problem('invalid', message('file-gone', { filename: upload.filename }));
}

/** Returns the things, or one problem with the sentences of all problems among them. */
function withoutProblems<Thing extends object>(found: readonly OfField<Thing | Problem>[]): OfField<Thing>[] | Problem {
  const errors = found.flatMap(({ field, thing }) =>
    thing instanceof Problem ? [{ field, message: thing.message }] : [],
  );
  if (errors.length > 0) return new Problem('invalid', 'form-invalid', { errors });
  return found.flatMap(({ field, thing }) => (thing instanceof Problem ? [] : [{ field, thing }]));
}
