import type { Child } from 'hono/jsx';
import type { Text } from '../messages/text.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { type ShownState, StateBadge } from './state-badge.tsx';
import type { HeadProps } from './table-head.tsx';
import { Time } from './time.tsx';

type CellValue = Text | number | boolean | null;

/** A submission in the table. */
export interface TableRow {
  readonly id: string;
  /** The address of its page. */
  readonly path: string;
  readonly number: number;
  /** The text that stands for it; empty when it has none. */
  readonly title: string;
  /** The values of the columns, in their order. */
  readonly cells: readonly CellValue[];
  readonly submittedAt: string;
  readonly submitter: LinkedName | undefined;
  readonly files: {
    readonly count: number;
    readonly totalBytes: number;
    readonly firstName: string;
    /** A small WebP of the first picture among them, as Base64. */
    readonly picture: string | undefined;
  };
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

interface SubmissionRowProps {
  readonly row: TableRow;
  readonly formTitle: Text;
  readonly heads: readonly HeadProps[];
  readonly isChoosable: boolean;
}

/** Renders a submission as a row. */
export function SubmissionRow({ row, heads, formTitle, isChoosable }: SubmissionRowProps) {
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
        <a href={row.path}>
          <bdi>{title}</bdi>
        </a>
        <Labels labels={review?.labels ?? []} />
      </th>
      {heads.map(({ label, type }, index) => (
        <Cell label={label} kind={type === 'number' ? 'row-number' : ''} isEmpty={isNothing(row.cells[index])}>
          <Value value={row.cells[index] ?? null} />
        </Cell>
      ))}
      <td class="row-state">
        {review ? <StateBadge state={review.state} /> : <span class="badge">{texts.justArrived}</span>}
      </td>
      <Cell label={texts.assignee} kind="row-person" isEmpty={!review?.assignee}>
        {review?.assignee && <Name {...review.assignee} />}
      </Cell>
      <Cell kind="row-person">{submitter && <Name {...submitter} />}</Cell>
      <Cell kind="row-time">
        <Time at={row.submittedAt} />
      </Cell>
      <Cell kind="row-files" isEmpty={row.files.count === 0}>
        <Files {...row.files} />
      </Cell>
    </tr>
  );
}

function Labels({ labels }: { labels: readonly { readonly label: string; readonly path: string }[] }) {
  if (labels.length === 0) return null;
  return (
    <ul class="row-labels" aria-label={useMessages().pages.submissionTable.labels}>
      {labels.map(({ label, path }) => (
        <li>
          <a class="row-label" href={path}>
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

interface CellProps {
  /** The name of the column, where the value alone does not tell it. */
  readonly label?: Text;
  readonly kind?: string;
  readonly isEmpty?: boolean;
  readonly children: Child;
}

/** Renders a cell, which names its column where it stands on a card. */
function Cell({ label = '', kind = '', isEmpty = false, children }: CellProps) {
  return (
    <td data-label={useText(label).text || undefined} class={isEmpty ? `${kind} row-empty`.trim() : kind || undefined}>
      {isEmpty ? '–' : children}
    </td>
  );
}

const isNothing = (value: CellValue | undefined) =>
  value === undefined || value === null || value === false || value === '';

/** Renders a value: a box as a tick, which a screen reader says in words. */
function Value({ value }: { value: CellValue }) {
  const { formats, pages } = useMessages();
  if (typeof value === 'number') return <>{formats.number(value)}</>;
  if (value === null || typeof value === 'boolean')
    return (
      <>
        <span aria-hidden="true">✓</span>
        <span class="visually-hidden">{pages.submissions.yes}</span>
      </>
    );
  return (
    <bdi>
      <DeclaredText text={value} />
    </bdi>
  );
}

function Files({ count, totalBytes, firstName, picture }: TableRow['files']) {
  const { formats, pages } = useMessages();
  return (
    <>
      {picture !== undefined && (
        <img class="row-picture" src={`data:image/webp;base64,${picture}`} alt="" width="40" height="40" />
      )}
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
