import type { Text } from '../messages/text.ts';
import { useMessages } from './language.tsx';
import { SubmissionRow, type TableRow } from './submission-row.tsx';
import { Head, type HeadProps, type Order } from './table-head.tsx';

/** The table of submissions. */
export interface SubmissionTableProps {
  readonly formTitle: Text;
  /** The column whose value stands for a submission; without one, the first text in it does. */
  readonly lead: HeadProps | undefined;
  readonly heads: readonly HeadProps[];
  readonly received: Order;
  readonly rows: readonly TableRow[];
  /** True for a reader who may decide, and so choose rows. */
  readonly isChoosable: boolean;
}

/** Renders submissions, a row each: a table on a wide page, cards on a telephone. */
export function SubmissionTable({ formTitle, lead, heads, received, rows, isChoosable }: SubmissionTableProps) {
  const texts = useMessages().pages.submissionTable;
  return (
    <div class="submission-table">
      <table>
        <thead>
          <tr>
            {isChoosable && <td />}
            <Head label={lead?.label ?? texts.submission} {...lead} />
            {heads.map((head) => (
              <Head {...head} />
            ))}
            <Head label={texts.state} />
            <Head label={texts.assignee} />
            <Head label={texts.submitter} />
            <Head label={texts.received} {...received} />
            <Head label={texts.files} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SubmissionRow row={row} heads={heads} formTitle={formTitle} isChoosable={isChoosable} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
