import { declarationOf, type FieldDeclaration, type FormDeclaration } from '../forms/form-declaration.ts';
import { declarationFor, listVersions } from '../forms/versions.ts';
import type { Messages } from '../messages/messages.ts';
import { textIn } from '../messages/text.ts';
import type { FieldValue, SubmissionRecord } from '../records/submission-records.ts';
import type { Cell } from './csv.ts';
import type { ExportPorts } from './export-rights.ts';
import type { ReviewedSubmission } from './read-submissions.ts';

/** A column for a field, in the words of the newest version that has it. */
export interface FieldColumn {
  readonly name: string;
  readonly label: string;
}

/** The columns for the fields of a form: of all its versions, those of today first. */
export interface TableColumns {
  readonly fields: readonly FieldColumn[];
  readonly files: readonly FieldColumn[];
}

/** Returns the columns of a form's table. A field that an older version had is in it too. */
export async function columnsOf(ports: ExportPorts, slug: string, { language }: Messages): Promise<TableColumns> {
  const form = ports.forms.get(slug);
  const versions = [...(form ? [declarationOf(form)] : []), ...(await listVersions(ports, slug))];
  const union = (fieldsOf: (version: FormDeclaration) => readonly Pick<FieldDeclaration, 'name' | 'label'>[]) => {
    const labels = new Map<string, string>();
    for (const { name, label } of versions.flatMap(fieldsOf))
      if (!labels.has(name)) labels.set(name, textIn(label, language));
    return [...labels].map(([name, label]) => ({ name, label }));
  };
  return { fields: union(({ fields }) => fields), files: union(({ fileFields }) => fileFields) };
}

/** Returns the cells of the first line. */
export function headCells({ fields, files }: TableColumns, { pages }: Messages): Cell[] {
  const { number, id, sent, from, state, assignee, labels } = pages.exports.columns;
  return [...[number, id, sent, from, state, assignee, labels], ...[...fields, ...files].map(({ label }) => label)];
}

/** Returns a function for the cells of submissions, each in the words of its version of the form. */
export function createRowCells(ports: ExportPorts, { fields, files }: TableColumns, messages: Messages) {
  const { formats, language, pages } = messages;
  const declarations = new Map<string, Promise<FormDeclaration | undefined>>();
  const declarationOfVersion = (submission: SubmissionRecord) => {
    const version = submission.formVersion ?? '';
    const known = declarations.get(version) ?? declarationFor(ports, ports.forms, submission);
    declarations.set(version, known);
    return known;
  };
  const stateLabel = (form: string, state: string) => {
    const found = ports.forms.get(form)?.review.states.find(({ name }) => name === state);
    return found ? textIn(found.label, language) : state;
  };
  const cellOf = (value: FieldValue | undefined, field: FieldDeclaration | undefined): Cell => {
    if (typeof value === 'boolean') return value ? pages.submissions.yes : pages.submissions.no;
    const label = field?.options?.find((option) => option.value === value)?.label;
    return label === undefined ? (value ?? '') : textIn(label, language);
  };
  return async ({ submission, review }: ReviewedSubmission): Promise<Cell[]> => {
    const declaration = await declarationOfVersion(submission);
    const byName = new Map(declaration?.fields.map((field) => [field.name, field]));
    return [
      ...[submission.number, submission.id, submission.submittedAt, submission.submitter.username],
      review ? stateLabel(submission.form, review.state) : '',
      review?.assignee?.username ?? '',
      formats.list(review?.labels ?? []),
      ...fields.map(({ name }) => cellOf(submission.fields[name], byName.get(name))),
      ...files.map(({ name }) => (submission.files[name] ?? []).map(({ filename }) => filename).join('\n')),
    ];
  };
}
