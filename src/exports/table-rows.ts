import type { Messages } from '../messages/messages.ts';
import type { ExportKind } from '../records/export-record.ts';
import { describeSubmission } from '../submissions/describe-submission.ts';
import { byteOrderMark, toCsv } from './csv.ts';
import type { ExportPorts } from './export-rights.ts';
import type { ReviewedSubmission } from './read-submissions.ts';
import { createRowCells, headCells, type TableColumns } from './table-columns.ts';

/** Writes submissions as rows of a file. */
export interface RowFormat {
  readonly contentType: string;
  /** The text before the first row. */
  readonly head: string;
  /** Returns the rows of some submissions. */
  rows(found: readonly ReviewedSubmission[]): Promise<string>;
}

/** Returns the format of a table of values: CSV for spreadsheets, or JSON lines for programs. */
export function rowFormat(
  ports: ExportPorts,
  kind: Exclude<ExportKind, 'zip'>,
  columns: TableColumns,
  messages: Messages,
): RowFormat {
  if (kind === 'jsonl')
    return {
      contentType: 'application/jsonl',
      head: '',
      rows: async (found) => found.map((each) => `${JSON.stringify(describeReviewed(each))}\n`).join(''),
    };
  const cellsOf = createRowCells(ports, columns, messages);
  return {
    contentType: 'text/csv; charset=utf-8',
    head: byteOrderMark + toCsv([headCells(columns, messages)]),
    rows: async (found) => toCsv(await Promise.all(found.map(cellsOf))),
  };
}

/** Returns a submission with its review as JSON. */
function describeReviewed({ submission, review }: ReviewedSubmission) {
  const { state = null, assignee = null, labels = [] } = review ?? {};
  return { ...describeSubmission(submission), review: { state, assignee, labels } };
}
