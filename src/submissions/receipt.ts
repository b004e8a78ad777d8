import type { Field } from '../forms/field.ts';
import type { Forms } from '../forms/registry.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../records/submission-records.ts';

/** A submission as the JSON interface shows it. */
export function describeSubmission({ id, number, form, submittedAt, submitter, fields, files }: SubmissionRecord) {
  const shownFiles = Object.entries(files).map(([field, list]) => [field, list.map(describeFile)]);
  return { id, number, form, submittedAt, submitter, fields, files: Object.fromEntries(shownFiles) };
}

/** A submission as a line in a list. */
export function summariseSubmission(
  { id, number, form, submittedAt, submitter, files }: SubmissionRecord,
  forms: Forms,
) {
  const formTitle = forms.get(form)?.title ?? form;
  return {
    id,
    number,
    formTitle,
    submittedAt,
    submitter: submitter.username,
    fileCount: Object.values(files).flat().length,
  };
}

/**
 * A submission as its page shows it: fields in the order of the form, those that the form no longer has at the end
 * under their names.
 */
export function toReceipt(
  { number, form: slug, submittedAt, submitter, fields, files }: SubmissionRecord,
  forms: Forms,
) {
  const form = forms.get(slug);
  const inOrder = (names: string[], declared: string[]) => [
    ...declared.filter((name) => names.includes(name)),
    ...names.filter((name) => !declared.includes(name)),
  ];
  return {
    number,
    formTitle: form?.title ?? slug,
    submittedAt,
    submitter: submitter.username,
    fields: inOrder(Object.keys(fields), Object.keys(form?.fields ?? {})).map((name) => ({
      label: form?.fields[name]?.label ?? name,
      value: inWords(fields[name] ?? '', form?.fields[name]),
    })),
    files: inOrder(Object.keys(files), Object.keys(form?.fileFields ?? {})).map((name) => ({
      label: form?.fileFields[name]?.label ?? name,
      files: (files[name] ?? []).map(describeFile),
    })),
  };
}

/** A value as people read it: of an option its label, as long as the form has it. */
function inWords(value: FieldValue, field: Field | undefined): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return field?.options?.find((option) => option.value === value)?.label ?? String(value);
}

function describeFile({ id, filename, contentType, size, sha256, crc32 }: FileRecord) {
  return { id, filename, contentType, size, sha256, crc32 };
}
