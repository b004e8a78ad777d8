import type { User } from '../accounts/users/user.ts';
import { isShownInline } from '../files/download.ts';
import { labelOfType } from '../files/media-type.ts';
import type { Form } from '../forms/define-form.ts';
import type { FieldDeclaration, FormDeclaration } from '../forms/form-declaration.ts';
import type { Forms } from '../forms/registry.ts';
import { declarationFor } from '../forms/versions.ts';
import type { Text } from '../messages/text.ts';
import type { Ports } from '../ports.ts';
import type { PreviewRecord } from '../records/preview-record.ts';
import type { RowTexts, SubmissionRow } from '../records/submission-lists.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { dayMs } from '../values/duration.ts';
import { firstBytes } from '../values/first-bytes.ts';
import type { Gate } from './file-gate.ts';
import { shownScan } from './file-scans.ts';
import { findUploadsOf, gateOfFile } from './gated-file.ts';
import { previewOf } from './shown-preview.ts';

/** Returns submissions as entries of a list for a user, each by its version of the form. */
export function summariseSubmissions(
  ports: Ports,
  forms: Forms,
  reader: User,
  listed: readonly (SubmissionRow | SubmissionRecord)[],
) {
  return Promise.all(
    listed.map(async (entry) => summariseSubmission(entry, await declarationFor(ports, forms, entry), reader)),
  );
}

function summariseSubmission(
  listed: SubmissionRow | SubmissionRecord,
  form: FormDeclaration | undefined,
  reader: User,
) {
  const { id, number, form: slug, submittedAt } = listed;
  const { title, files } = 'title' in listed ? listed : rowTextsOf(listed, form);
  return {
    id,
    number,
    formTitle: form?.title ?? slug,
    title,
    submittedAt,
    submitter: submitterFor(reader, listed),
    files,
  };
}

/** Returns what lists show of a submission's values and files, for its rows there. */
export function rowTextsOf(submission: SubmissionRecord, form: FormDeclaration | undefined): RowTexts {
  const all = Object.values(submission.files).flat();
  const [first] = all;
  return {
    title: form ? shorten(titleOf(submission, form)) : '',
    ...(first && { files: { count: all.length, firstName: first.filename, totalBytes: totalOf(all) } }),
  };
}

/**
 * Returns a submission as its page shows it, by the version of the form that took it. Fields stand in its order; values
 * of others come last, under their names.
 */
export async function toReceipt(ports: Ports, forms: Forms, reader: User, submission: SubmissionRecord) {
  const { id, number, form: slug, submittedAt, fields, files, notKept = [] } = submission;
  const [form, uploads] = await Promise.all([
    declarationFor(ports, forms, submission),
    findUploadsOf(ports, submission),
  ]);
  return {
    id,
    number,
    reference: `${slug}-${number}`,
    formTitle: form?.title ?? slug,
    formPath: forms.get(slug)?.maySubmit(reader) ? `/forms/${slug}` : undefined,
    keptUntil: keptUntil(forms.get(slug), submittedAt),
    deletionPath: reader.role === 'admin' ? `/submissions/${submission.id}/deletion` : undefined,
    submittedAt,
    submitter: submitterFor(reader, submission),
    notKept,
    fields: inOrder(fields, form?.fields).map(([name, value, field]) => ({
      label: field?.label ?? name,
      value: withOptionLabel(value, field),
    })),
    files: inOrder(files, form?.fileFields).map(([name, list, field]) => ({
      label: field?.label ?? name,
      files: list.map((file) => {
        const upload = uploads.get(file.id);
        return toReceiptFile(file, upload, gateOfFile({ ...ports, forms }, upload, reader));
      }),
    })),
  };
}

/** Returns the time until which a form keeps a submission; `undefined` for a form that keeps what it has. */
function keptUntil(form: Form | undefined, submittedAt: string): string | undefined {
  if (form?.keepForDays === undefined) return undefined;
  return new Date(Date.parse(submittedAt) + form.keepForDays * dayMs).toISOString();
}

/** Returns values with their names and declarations, in the declared order; others come last. */
function inOrder<Value, Declared extends { readonly name: string }>(
  values: Readonly<Record<string, Value>>,
  declared: readonly Declared[] = [],
): (readonly [name: string, value: Value, field: Declared | undefined])[] {
  const placeOf = (name: string) => {
    const at = declared.findIndex((field) => field.name === name);
    return at === -1 ? declared.length : at;
  };
  return Object.entries(values)
    .map(([name, value]) => [name, value, declared[placeOf(name)]] as const)
    .sort(([one], [other]) => placeOf(one) - placeOf(other));
}

/** Returns the submitter's name, for readers other than the submitter. */
function submitterFor({ id }: User, { submitter }: Pick<SubmissionRecord, 'submitter'>): string | undefined {
  return submitter.id === id ? undefined : submitter.username;
}

/** The most bytes of a title in a list, so that one write unit holds the row. */
const maxTitleBytes = 160;

function shorten(title: string): string {
  if (Buffer.byteLength(title) <= maxTitleBytes) return title;
  return `${firstBytes(title, maxTitleBytes - Buffer.byteLength('…')).trimEnd()}…`;
}

/** Returns the first line of text that the form asks for, as far as the submitter filled it in. */
function titleOf({ fields }: SubmissionRecord, form: FormDeclaration): string {
  const texts = form.fields.filter(({ type }) => type === 'text');
  return texts.map(({ name }) => String(fields[name] ?? '')).find(Boolean) ?? '';
}

/** Replaces the value of a choice by its label, as its version of the form had it. */
function withOptionLabel(value: FieldValue, field: FieldDeclaration | undefined): FieldValue | Text {
  return field?.options?.find((option) => option.value === value)?.label ?? value;
}

function totalOf(files: readonly FileRecord[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function toReceiptFile(file: FileRecord, upload: UploadRecord | undefined, { isOpen }: Gate) {
  const { id, filename, contentType, size, sha256, crc32 } = file;
  return {
    id,
    filename,
    typeLabel: labelOfType(contentType),
    isFetchable: isOpen,
    canOpen: isOpen && isShownInline(file),
    preview: isOpen ? previewOf(file, upload?.preview) : undefined,
    picture: isOpen && typeof upload?.preview === 'object' ? sizeOf(upload.preview) : undefined,
    lacksPreview: isOpen && contentType.startsWith('image/') && (upload?.preview === 'none' || !isShownInline(file)),
    scan: shownScan(upload?.scan),
    size,
    sha256,
    crc32,
  };
}

const sizeOf = ({ width, height }: PreviewRecord) => ({ width, height });
