import type { Field } from '../forms/field.ts';
import type { Forms } from '../forms/registry.ts';
import type { Text } from '../messages/text.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../records/submission-records.ts';

/** Returns a submission as JSON. */
export function describeSubmission({ id, number, form, submittedAt, submitter, fields, files }: SubmissionRecord) {
  const shownFiles = Object.entries(files).map(([field, list]) => [field, list.map(describeFile)]);
  return { id, number, form, submittedAt, submitter, fields, files: Object.fromEntries(shownFiles) };
}

/** Returns a submission as one entry of a list. */
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
 * Returns a submission as its page shows it, with fields in the order of the form. Values of fields that the form no
 * longer has come last, under their names.
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

/** Returns a value as text for people: an option's label, as long as the form has the option. */
function inWords(value: FieldValue, field: Field | undefined): Text {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return field?.options?.find((option) => option.value === value)?.label ?? String(value);
}

function describeFile({ id, filename, contentType, size, sha256, crc32 }: FileRecord) {
  return { id, filename, contentType, size, sha256, crc32 };
}
