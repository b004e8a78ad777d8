import type { User } from '../accounts/users/user.ts';
import type { StoredFile } from '../files/stored-file.ts';
import type { Form } from '../forms/define-form.ts';
import { declarationOf } from '../forms/form-declaration.ts';
import { isScanned } from '../forms/scan-rule.ts';
import { keepVersion } from '../forms/versions.ts';
import { message } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import { handOver } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { type FieldError, Problem } from '../problems/problem.ts';
import type { Write } from '../records/item.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { allEnded } from '../values/all-ended.ts';
import { hashOf } from '../values/hash.ts';
import { newId } from '../values/id.ts';
import { pictureIn } from './avatar-picture.ts';
import {
  completeUploads,
  findInfected,
  findUploads,
  keepFiles,
  type OfField,
  releaseToPending,
} from './files-to-attach.ts';
import { readSubmissionInput, type SubmissionInput } from './input.ts';
import { jobsAfter } from './jobs-after.ts';
import { rowTextsOf } from './receipt.ts';

/** What a submission is told beside its values. */
export interface SubmitFacts {
  /** The labels of what an older page asked for, was filled in and is left out. */
  readonly notKept?: readonly Text[];
  /** The id of the request, which the log lines of its jobs name. */
  readonly requestId?: string;
}

/** A returned submission of which another one is the new version. */
export interface Superseded {
  readonly id: string;
  /** Returns the writes that end its review, for the transaction that makes the new version. */
  writesFor(newVersion: SubmissionRecord): readonly Write[];
}

/**
 * Accepts a filled-in form, whole or not at all. Every file must be this user's, for this form and field, in the
 * bucket, and as claimed. A repeated idempotency key with the same content returns the first submission; with other
 * content it is a conflict.
 *
 * @param findSuperseded finds the submission of which it is a new version
 */
export async function submitForm(
  ports: Ports,
  form: Form,
  user: User,
  rawInput: unknown,
  { notKept = [], requestId, findSuperseded }: SubmitFacts & { findSuperseded?: FindSuperseded } = {},
): Promise<SubmissionRecord | Problem> {
  const input = readSubmissionInput(form, rawInput);
  if (Array.isArray(input)) return invalid(input);
  const [repeated, uploads] = await Promise.all([
    findRepeated(ports, form, user, input),
    findUploads(ports, user, input),
  ]);
  if (repeated) return repeated;
  const superseded = input.supersedes === undefined ? undefined : await findSuperseded?.(input.supersedes);
  if (superseded instanceof Problem) return superseded;
  const complete = await completeUploads(ports, form, uploads, superseded?.id);
  const confirmed = complete instanceof Problem ? complete : await keepAndNumber(ports, form, complete);
  // For a form that is sent twice at once, the first request has attached the files that the second lacks.
  if (confirmed instanceof Problem) return (await findRepeated(ports, form, user, input)) ?? confirmed;

  const submission: SubmissionRecord = {
    id: newId(),
    number: confirmed.number,
    form: form.slug,
    formVersion: confirmed.formVersion,
    submittedAt: ports.clock().toISOString(),
    submitter: { id: user.id, username: user.username },
    fields: input.fields,
    files: byField(input, confirmed.files),
    ...(superseded && { supersedes: superseded.id }),
    ...(notKept.length > 0 && { notKept }),
  };
  const alongside = superseded?.writesFor(submission) ?? [];
  if (await recordKept(ports, form, { submission, input, ...confirmed, alongside, requestId })) {
    for (const { field } of confirmed.files) ports.metrics.count('UploadAttached', { form: form.slug, field });
    return submission;
  }
  const repeatedNow = await findRepeated(ports, form, user, input);
  return repeatedNow ?? (await findInfected(ports, confirmed.files)) ?? filesTaken(form);
}

type FindSuperseded = (id: string) => Promise<Superseded | Problem>;

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

/** What a submission is made of, once its files are kept. */
interface Confirmed {
  readonly files: OfField<StoredFile>[];
  readonly number: number;
  readonly formVersion: string;
  /** The files of the submission that it supersedes, by id. */
  readonly takenOver: ReadonlySet<string>;
  /** True when a file waits for its scan from now on. */
  readonly isScanAwaited: boolean;
}

/** Keeps the files and the form's version, and takes the receipt's number meanwhile: none says anything of the others. */
async function keepAndNumber(
  ports: Ports,
  form: Form,
  uploads: readonly OfField<UploadRecord>[],
): Promise<Confirmed | Problem> {
  const [files, number, formVersion] = await allEnded([
    keepFiles(ports, uploads),
    ports.records.submissions.nextNumber(form.slug, form),
    keepVersion(ports, form),
  ]);
  const takenOver = new Set(uploads.flatMap(({ thing }) => (thing.state === 'attached' ? [thing.id] : [])));
  const isScanAwaited =
    uploads.some(({ thing: { scan } }) => scan?.state !== 'clean') && isScanned(form, ports.scanner?.name);
  return files instanceof Problem ? files : { files, number, formVersion, takenOver, isScanAwaited };
}

function byField({ uploadIds }: SubmissionInput, files: readonly OfField<StoredFile>[]): Record<string, StoredFile[]> {
  const of = (field: string) => files.flatMap((file) => (file.field === field ? [file.thing] : []));
  return Object.fromEntries(Object.keys(uploadIds).map((field) => [field, of(field)]));
}

/** A submission whose files are kept, with all that is written beside it. */
interface Kept extends Pick<Confirmed, 'files' | 'takenOver' | 'isScanAwaited'> {
  readonly submission: SubmissionRecord;
  readonly input: SubmissionInput;
  readonly alongside: readonly Write[];
  readonly requestId: string | undefined;
}

/**
 * Records the submission of files that are kept already. After an interruption in between, bytes without a submission
 * are litter, while a submission without bytes would be a loss. When the table rejects the record, the files become
 * pending again.
 */
async function recordKept(
  ports: Ports,
  form: Form,
  { submission, input, files, takenOver, isScanAwaited, alongside, requestId }: Kept,
): Promise<boolean> {
  const idempotency = { key: input.idempotencyKey, fingerprint: contentHash(input) };
  const jobs = jobsAfter(ports, submission, { isScanAwaited, requestId });
  const additions = {
    isBusy: form.isBusy,
    isLatestKept: form.place === 'account',
    avatarId: pictureIn(submission)?.id,
    shown: rowTextsOf(submission, declarationOf(form)),
    isScanned: isScanned(form, ports.scanner?.name),
    ...{ takenOver, alongside },
  };
  const isAdded = await ports.records.submissions.add(submission, idempotency, { ...additions, jobs });
  await Promise.all([
    ...files.map(({ thing }) => (isAdded ? keepAgain(ports.bucket, thing) : releaseToPending(ports, thing))),
    ...(isAdded ? [handOver(ports, jobs)] : []),
  ]);
  return isAdded;
}

/**
 * Removes the pending tag once more: a rejected concurrent submission may have restored it between tagging and
 * recording.
 */
async function keepAgain(bucket: Bucket, file: StoredFile): Promise<void> {
  // The file is kept and recorded already, so an unavailable bucket does not undo the submission.
  await bucket.removePendingTag(file.key).catch(() => undefined);
}

function contentHash({ fields, uploadIds, supersedes }: SubmissionInput): string {
  return hashOf(JSON.stringify([fields, uploadIds, ...(supersedes === undefined ? [] : [supersedes])]));
}

function invalid(errors: readonly FieldError[]): Problem {
  return new Problem('invalid', 'form-invalid', { errors });
}

function filesTaken({ fileFields }: Form): Problem {
  return invalid([{ field: Object.keys(fileFields)[0] ?? '', message: message('file-taken-elsewhere') }]);
}
