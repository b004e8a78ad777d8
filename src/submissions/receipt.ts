import type { User } from '../accounts/users/user.ts';
import { isShownInline } from '../files/download.ts';
import { labelOfType } from '../files/media-type.ts';
import type { Form } from '../forms/define-form.ts';
import type { Field } from '../forms/field.ts';
import type { Forms } from '../forms/registry.ts';
import type { Text } from '../messages/text.ts';
import type { RowTexts, SubmissionRow } from '../records/submission-lists.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import { firstBytes } from '../values/first-bytes.ts';

/** Returns a submission as JSON. */
export function describeSubmission({ id, number, form, submittedAt, submitter, fields, files }: SubmissionRecord) {
  const shownFiles = Object.entries(files).map(([field, list]) => [field, list.map(describeFile)]);
  return { id, number, form, submittedAt, submitter, fields, files: Object.fromEntries(shownFiles) };
}

/** Returns a submission as one entry of a list, for a user who may see it. */
export function summariseSubmission(listed: SubmissionRow | SubmissionRecord, forms: Forms, reader: User) {
  const { id, number, form: slug, submittedAt } = listed;
  const form = forms.get(slug);
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
export function rowTextsOf(submission: SubmissionRecord, form: Form | undefined): RowTexts {
  const all = Object.values(submission.files).flat();
  const [first] = all;
  return {
    title: form ? shorten(titleOf(submission, form)) : '',
    ...(first && { files: { count: all.length, firstName: first.filename, totalBytes: totalOf(all) } }),
  };
}

/**
 * Returns a submission as its page shows it, with fields in the order of the form. Values of fields that the form no
 * longer has come last, under their names.
 */
export function toReceipt(submission: SubmissionRecord, forms: Forms, reader: User) {
  const { number, form: slug, submittedAt, fields, files } = submission;
  const form = forms.get(slug);
  const inOrder = (names: string[], declared: string[]) => [
    ...declared.filter((name) => names.includes(name)),
    ...names.filter((name) => !declared.includes(name)),
  ];
  return {
    number,
    reference: `${slug}-${number}`,
    formTitle: form?.title ?? slug,
    formPath: form?.maySubmit(reader) ? `/forms/${slug}` : undefined,
    submittedAt,
    submitter: submitterFor(reader, submission),
    fields: inOrder(Object.keys(fields), Object.keys(form?.fields ?? {})).map((name) => ({
      label: form?.fields[name]?.label ?? name,
      value: withOptionLabel(fields[name] ?? '', form?.fields[name]),
    })),
    files: inOrder(Object.keys(files), Object.keys(form?.fileFields ?? {})).map((name) => ({
      label: form?.fileFields[name]?.label ?? name,
      files: (files[name] ?? []).map(toReceiptFile),
    })),
  };
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
function titleOf({ fields }: SubmissionRecord, form: Form): string {
  const texts = Object.entries(form.fields).filter(([, { type }]) => type === 'text');
  return texts.map(([name]) => String(fields[name] ?? '')).find(Boolean) ?? '';
}

/** Replaces the value of a choice by its label, as long as the form has the option. */
function withOptionLabel(value: FieldValue, field: Field | undefined): FieldValue | Text {
  return field?.options?.find((option) => option.value === value)?.label ?? value;
}

function totalOf(files: readonly FileRecord[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function toReceiptFile(file: FileRecord) {
  const { id, filename, contentType, size, sha256, crc32 } = file;
  return { id, filename, typeLabel: labelOfType(contentType), canOpen: isShownInline(file), size, sha256, crc32 };
}

function describeFile({ id, filename, contentType, size, sha256, crc32 }: FileRecord) {
  return { id, filename, contentType, size, sha256, crc32 };
}
