import type { Text } from '../messages/text.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { type ShownState, StateBadge } from './state-badge.tsx';
import { Head, type HeadProps, type Order } from './table-head.tsx';
import { Time } from './time.tsx';

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

/** A submission in the table. */
interface TableRow {
  readonly id: string;
  readonly number: number;
  /** The text that stands for it; empty when it has none. */
  readonly title: string;
  /** The values of the columns, in their order. */
  readonly cells: readonly (Text | number | boolean | null)[];
  readonly submittedAt: string;
  readonly submitter: LinkedName | undefined;
  readonly files: { readonly count: number; readonly totalBytes: number; readonly firstName: string };
  /** How far its review is; `undefined` until the index has the submission. */
  readonly review:
    | {
        readonly version: number;
        readonly state: ShownState;
        readonly assignee: LinkedName | null;
        readonly labels: readonly { readonly label: string; readonly path: string }[];
      }
    | undefined;
}

/** The name of a user, and the address of the table with theirs only. */
interface LinkedName {
  readonly name: string;
  readonly path: string;
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
            <Row row={row} heads={heads} formTitle={formTitle} isChoosable={isChoosable} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<SubmissionTableProps, 'formTitle' | 'heads' | 'isChoosable'> {
  readonly row: TableRow;
}

function Row({ row, heads, formTitle, isChoosable }: RowProps) {
  const { pages } = useMessages();
  const texts = pages.submissionTable;
  const name = pages.submissions.receiptTitle({ formTitle: useText(formTitle).text, number: row.number });
  const title = row.title === '' ? name : row.title;
  const { review, submitter } = row;
  return (
    <tr data-row>
      {isChoosable && (
        <td class="row-choice">
          {review && (
            <input
              type="checkbox"
              name="submission"
              value={`${row.id}:${review.version}`}
              aria-label={texts.select({ name: title })}
            />
          )}
        </td>
      )}
      <th scope="row" class="row-title">
        <a href={`/submissions/${row.id}`}>
          <bdi>{title}</bdi>
        </a>
        <Labels labels={review?.labels ?? []} />
      </th>
      {heads.map(({ label, type }, index) => (
        <td data-label={useText(label).text} class={type === 'number' ? 'row-number' : undefined}>
          <Cell value={row.cells[index] ?? null} />
        </td>
      ))}
      <td class="row-state">
        {review ? <StateBadge state={review.state} /> : <span class="badge">{texts.justArrived}</span>}
      </td>
      <td data-label={texts.assignee}>{review?.assignee ? <Name {...review.assignee} /> : <Nothing />}</td>
      <td data-label={texts.submitter}>{submitter ? <Name {...submitter} /> : <Nothing />}</td>
      <td data-label={texts.received} class="row-time">
        <Time at={row.submittedAt} />
      </td>
      <td data-label={texts.files} class="row-files">
        <Files {...row.files} />
      </td>
    </tr>
  );
}

function Labels({ labels }: { labels: readonly { readonly label: string; readonly path: string }[] }) {
  if (labels.length === 0) return null;
  return (
    <ul class="row-labels" aria-label={useMessages().pages.submissionTable.labels}>
      {labels.map(({ label, path }) => (
        <li>
          <a href={path}>
            <bdi>{label}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Name({ name, path }: LinkedName) {
  return (
    <a class="row-name" href={path}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** Renders a value: a box as a tick, which a screen reader says in words. */
function Cell({ value }: { value: TableRow['cells'][number] }) {
  const { formats, pages } = useMessages();
  if (typeof value === 'number') return <>{formats.number(value)}</>;
  if (value === true)
    return (
      <>
        <span aria-hidden="true">✓</span>
        <span class="visually-hidden">{pages.submissions.yes}</span>
      </>
    );
  if (value === null || value === false || value === '') return <Nothing />;
  return <bdi>{<DeclaredText text={value} />}</bdi>;
}

function Files({ count, totalBytes, firstName }: TableRow['files']) {
  const { formats, pages } = useMessages();
  if (count === 0) return <Nothing />;
  return (
    <>
      <span class="row-file">
        <FilledText
          text={pages.submissions.fileAndMore({ more: count - 1 })}
          parts={{ file: <bdi>{firstName}</bdi> }}
        />
      </span>{' '}
      <span class="size quiet">{formats.bytes(totalBytes)}</span>
    </>
  );
}

function Nothing() {
  return <span class="quiet">–</span>;
}
