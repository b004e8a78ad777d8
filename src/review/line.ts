import type { Form } from '../forms/define-form.ts';
import { declarationOf } from '../forms/form-declaration.ts';
import type { SubmissionLine } from '../records/review-record.ts';
import type { FieldValue, SubmissionRecord } from '../records/submission-records.ts';
import { rowTextsOf } from '../submissions/receipt.ts';
import { firstBytes } from '../values/first-bytes.ts';

/** The files that a line names; the rest is a number. */
const maxFiles = 3;

/** The bytes of a text in a line; the page of the submission has all of it. */
const maxTextBytes = 160;

/** Returns what the table of submissions shows of a submission. */
export function lineOf(form: Form, submission: SubmissionRecord): SubmissionLine {
  const { id, number, form: slug, formVersion, submittedAt, submitter, fields } = submission;
  const files = Object.values(submission.files).flat();
  return {
    id,
    number,
    form: slug,
    ...(formVersion !== undefined && { formVersion }),
    submittedAt,
    submitter,
    title: rowTextsOf(submission, declarationOf(form)).title,
    values: Object.fromEntries(form.review.columns.map((name) => [name, shorten(fields[name] ?? null)])),
    files: {
      count: files.length,
      totalBytes: files.reduce((sum, { size }) => sum + size, 0),
      first: files
        .slice(0, maxFiles)
        .map(({ id, filename, contentType, size }) => ({ id, filename, contentType, size })),
    },
  };
}

/**
 * Returns a line with the pictures of its files.
 * @param pictureOf returns the picture of a file; `undefined` for one without
 * @returns the line itself when it has them already
 */
export function picturesInLine(
  line: SubmissionLine,
  pictureOf: (fileId: string) => string | undefined,
): SubmissionLine {
  if (line.files.first.every(({ id, picture }) => picture === pictureOf(id))) return line;
  const first = line.files.first.map(({ picture: _former, ...file }) => {
    const picture = pictureOf(file.id);
    return picture === undefined ? file : { ...file, picture };
  });
  return { ...line, files: { ...line.files, first } };
}

/** Returns the picture that a line has of a file. */
export function pictureIn({ files }: SubmissionLine, fileId: string): string | undefined {
  return files.first.find(({ id }) => id === fileId)?.picture;
}

function shorten(value: FieldValue): FieldValue {
  if (typeof value !== 'string' || Buffer.byteLength(value) <= maxTextBytes) return value;
  return `${firstBytes(value, maxTextBytes - Buffer.byteLength('…')).trimEnd()}…`;
}
